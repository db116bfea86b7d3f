using AnnotationStudio.Engine.Models.TransformerTier;

namespace AnnotationStudio.Engine.Tests.Models.TransformerTier;

public sealed class EncoderLibraryTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private EncoderLibrary Library => new(_folder.Path, "", new EncoderOptions());

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Choose_NothingThere_SaysWhatToPutWhere()
    {
        using var missing = new EncoderLibrary(Path.Combine(_folder.Path, "none"), "", new EncoderOptions());

        Assert.Empty(missing.Look());
        Assert.Null(missing.Choose().Folder);
        Assert.Contains("Put model.onnx and tokenizer.json (or vocab.txt)", missing.Choose().Reason, StringComparison.Ordinal);
        Assert.Contains("Put model.onnx", Library.Choose().Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Look_GoodFolder_TellsWhatItsFilesSay()
    {
        var path = SmallEncoder.Write(_folder.Path, "good");
        File.WriteAllText(Path.Combine(path, "README.md"), "---\nlanguage: en\nlicense: apache-2.0\n---\n# An encoder");

        var folder = Assert.Single(Library.Look());

        Assert.Null(folder.Problem);
        Assert.Equal(("good", SmallEncoder.Width, SmallEncoder.Layers, SmallEncoder.Positions, "apache-2.0", true), (folder.Name, folder.Dimension, folder.Layers, folder.MostTokens, folder.Licence, folder.Lowercases));
        Assert.Equal(new FileInfo(folder.ModelPath).Length, folder.ModelBytes);
    }

    [Fact]
    public void Look_LicenceFileAlone_ItsFirstLine()
    {
        File.WriteAllText(Path.Combine(SmallEncoder.Write(_folder.Path, "good"), "LICENSE"), "\n   MIT License\n\nCopyright");

        Assert.Equal("MIT License", Library.Look()[0].Licence);
    }

    [Theory]
    [InlineData("model.onnx", "no model.onnx")]
    [InlineData("vocab.txt", "neither a tokenizer.json nor a vocab.txt")]
    public void Look_FileMissing_SaysWhichOne(string file, string reason)
    {
        File.Delete(Path.Combine(SmallEncoder.Write(_folder.Path, "half"), file));

        Assert.Contains(reason, Library.Look()[0].Problem, StringComparison.Ordinal);
        Assert.Contains(reason, Library.Choose().Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("model.onnx", "version https://git-lfs.github.com/spec/v1", "is not an ONNX model")]
    [InlineData("config.json", "{", "config.json is not valid JSON")]
    [InlineData("tokenizer.json", """{"model":{"type":"Unigram"}}""", "Unigram")]
    [InlineData("vocab.txt", "a\nb", "no [UNK]")]
    public void Look_FileWrong_SaysWhatIsWrong(string file, string content, string reason)
    {
        File.WriteAllText(Path.Combine(SmallEncoder.Write(_folder.Path, "wrong"), file), content);

        Assert.Contains(reason, Library.Look()[0].Problem, StringComparison.Ordinal);
    }

    [Fact]
    public void Look_CutOffModel_IsRefused()
    {
        var path = Path.Combine(SmallEncoder.Write(_folder.Path, "cut"), "model.onnx");
        File.WriteAllBytes(path, File.ReadAllBytes(path)[..^1000]);

        Assert.Contains("cut off", Library.Look()[0].Problem, StringComparison.Ordinal);
    }

    [Fact]
    public void Look_WeightsInAnotherFile_IsRefusedBeforeAnythingIsLoaded()
    {
        var graph = new OnnxGraph();
        graph.Input("input_ids", OnnxGraph.Int64, "batch", "length");
        graph.External("../../../etc/passwd", 4);
        File.WriteAllBytes(Path.Combine(SmallEncoder.Write(_folder.Path, "outside"), "model.onnx"), graph.Save());

        Assert.Contains("weights in other files", Library.Look()[0].Problem, StringComparison.Ordinal);
        Assert.Throws<InvalidDataException>(() => Library.Open(Library.Look()[0]));
    }

    [Theory]
    [InlineData("model.onnx")]
    [InlineData("vocab.txt")]
    [InlineData("")]
    public void Look_LinkToElsewhere_IsRefused(string file)
    {
        using var elsewhere = new TemporaryFolder();
        var real = SmallEncoder.Write(elsewhere.Path, "real");
        if (file.Length == 0)
        {
            Directory.CreateSymbolicLink(Path.Combine(_folder.Path, "linked"), real);
        }
        else
        {
            var path = Path.Combine(SmallEncoder.Write(_folder.Path, "linked"), file);
            File.Delete(path);
            File.CreateSymbolicLink(path, Path.Combine(real, file));
        }

        Assert.Contains("is a link to another place", Library.Look()[0].Problem, StringComparison.Ordinal);
    }

    [Fact]
    public void Choose_SeveralThere_TheNamedOneOrTheFirstThatWorks()
    {
        SmallEncoder.Write(_folder.Path, "b");
        SmallEncoder.Write(_folder.Path, "c");
        File.Delete(Path.Combine(SmallEncoder.Write(_folder.Path, "a"), "model.onnx"));
        using var named = new EncoderLibrary(_folder.Path, "c", new EncoderOptions());
        using var wrong = new EncoderLibrary(_folder.Path, "../c", new EncoderOptions());

        Assert.Equal("b", Library.Choose().Folder!.Name);
        Assert.Equal("c", named.Choose().Folder!.Name);
        Assert.Null(wrong.Choose().Folder);
        Assert.Contains("is not there", wrong.Choose().Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Look_FolderMended_IsSeen()
    {
        using var library = Library;
        var path = SmallEncoder.Write(_folder.Path, "mended");
        var model = File.ReadAllBytes(Path.Combine(path, "model.onnx"));
        File.WriteAllText(Path.Combine(path, "model.onnx"), "x");
        Assert.NotNull(library.Look()[0].Problem);

        File.WriteAllBytes(Path.Combine(path, "model.onnx"), model);
        File.SetLastWriteTimeUtc(Path.Combine(path, "model.onnx"), DateTime.UnixEpoch.AddYears(60));

        Assert.Null(library.Look()[0].Problem);
        Assert.Same(library.Open(library.Look()[0]), library.Open(library.Look()[0]));
    }
}
