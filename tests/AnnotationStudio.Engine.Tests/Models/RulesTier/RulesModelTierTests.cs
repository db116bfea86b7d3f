using AnnotationStudio.Engine.Models;
using AnnotationStudio.Engine.Models.RulesTier;
using AnnotationStudio.Engine.Shapes;

namespace AnnotationStudio.Engine.Tests.Models.RulesTier;

public sealed class RulesModelTierTests
{
    private static readonly LabelSet Tags = new(LabelTask.Multi,
    [
        new("computer-vision", ["cv"], [3]),
        new("object_detection", [], [0]),
        new("huggingface", [], []),
        new("machine learning", [], []),
        new("C++", [], []) { Patterns = ["c plus *"] },
        new("time-series", ["weights & biases"], []),
        new("天气", [], []),
        new("café", [], []),
    ]);

    [Theory]
    [InlineData("Detecting objects", "")]
    [InlineData("Object detection!", "object_detection,computer-vision,machine learning")]
    [InlineData("OBJECT-DETECTION", "object_detection,computer-vision,machine learning")]
    [InlineData("objects detected", "object_detection,computer-vision,machine learning")]
    [InlineData("object. (detection)", "object_detection,computer-vision,machine learning")]
    [InlineData("my CVs", "computer-vision,machine learning")]
    [InlineData("the cv's end", "computer-vision,machine learning")]
    [InlineData("#ObjectDetection", "object_detection,computer-vision,machine learning")]
    [InlineData("a Hugging Face model", "huggingface")]
    [InlineData("hugging-face", "huggingface")]
    [InlineData("hugging. Face", "")]
    [InlineData("timeseries of weights and biases", "time-series")]
    [InlineData("weights, biases", "time-series")]
    [InlineData("in C++ only", "C++")]
    [InlineData("C plus plus", "C++")]
    [InlineData("vitamin C", "")]
    [InlineData("今天天气很好", "天气")]
    [InlineData("a cafe\u0301", "café")]
    [InlineData("", "")]
    public void Predict_NameOrAliasInText_FindsItWithItsParents(string text, string expected)
    {
        using var model = Rules(Tags);

        var found = Decision.Suggested(Predicted(model, text)[0], model.Thresholds);

        var names = found.Select(label => Tags.Labels[label].Name);
        Assert.Equal(expected.Split(',', StringSplitOptions.RemoveEmptyEntries).Order(), names.Order());
    }

    [Fact]
    public void Predict_SingleLabel_SharesByWordsFound()
    {
        using var model = Rules(LabelSet.Named(LabelTask.Single, "street lighting", "roads", "water", "parks"));

        var row = Predicted(model, "Street lights out on two roads")[0];

        Assert.Equal(.9f * 2 / 3 + .025f, row[0], 5);
        Assert.Equal(.9f * 1 / 3 + .025f, row[1], 5);
        Assert.Equal(.025f, row[2], 5);
    }

    [Fact]
    public void Predict_SingleLabelTwoRulesOfALabelOnOneWord_CountsTheWordOnce()
    {
        var labels = new LabelSet(LabelTask.Single, [new("street lighting", [], []) { Patterns = ["light*", "street * out"] }, new("roads", [], [])]);
        using var model = Rules(labels);

        var row = Predicted(model, "Street lights out on the road")[0];

        Assert.Equal(.9f * 3 / 4 + .05f, row[0], 5);
    }

    [Theory]
    [InlineData("nothing here")]
    [InlineData("a road by the water")]
    [InlineData("roads roads roads")]
    public void Predict_SingleLabel_RowsSumToOne(string text)
    {
        using var model = Rules(LabelSet.Named(LabelTask.Single, "roads", "water", "parks"));

        Assert.Equal(1, Predicted(model, text)[0].ToArray().Sum(), 5);
    }

    [Fact]
    public void Predict_SingleLabelNothingFound_IsUniform()
    {
        using var model = Rules(LabelSet.Named(LabelTask.Single, "roads", "water"));

        Assert.Equal([.5f, .5f], Predicted(model, "hello").Values);
    }

    [Fact]
    public void Predict_Cancelled_Throws()
    {
        using var model = Rules(Tags);

        Assert.Throws<OperationCanceledException>(() => model.Predict(new(["a"]), new(1, Tags.Count), new CancellationToken(true)));
    }

    [Fact]
    public void Predict_WrongShape_Throws()
    {
        using var model = Rules(Tags);

        Assert.Throws<ArgumentException>(() => model.Predict(new(["a"]), new(2, Tags.Count), TestContext.Current.CancellationToken));
    }

    [Fact]
    public void Train_ParentsInACircle_ImplyEachOther()
    {
        using var model = Rules(new(LabelTask.Multi, [new("hen", [], [1]), new("egg", [], [0])]));

        Assert.Equal([.9f, .9f], Predicted(model, "an egg").Values);
    }

    [Fact]
    public void Train_ParentOutsideTheSet_Throws() =>
        Assert.Throws<ArgumentException>(() => Rules(new(LabelTask.Multi, [new("hen", [], [7])])));

    [Fact]
    public void Explain_Found_GivesTheStretchesLongestFirst()
    {
        using var model = Rules(Tags);
        const string text = "CV by object detection, Object-Detections";

        var weights = model.Explain(text, 0);

        Assert.Equal(["object detection", "Object-Detections", "CV"], weights.Select(weight => text[weight.Start..weight.End]));
        Assert.Equal([1f, 1f, .5f], weights.Select(weight => weight.Weight));
    }

    [Fact]
    public void Explain_NothingFound_IsEmpty()
    {
        using var model = Rules(Tags);

        Assert.Empty(model.Explain("nothing", 0));
    }

    [Fact]
    public void Load_WhatSaveWrote_PredictsTheSameAndWritesTheSame()
    {
        using var model = Rules(Tags);
        var first = Saved(model);

        using var loaded = new RulesModelTier().Load(new MemoryStream(first));

        Assert.Equal(first, Saved(loaded));
        Assert.Equal(Predicted(model, "cv 天气").Values, Predicted(loaded, "cv 天气").Values);
        Assert.Equal(model.Thresholds, loaded.Thresholds);
    }

    [Theory]
    [InlineData("")]
    [InlineData("not json")]
    [InlineData("null")]
    [InlineData("{}")]
    [InlineData("""{"Format":"annotation-studio-rules-1","Task":0,"Labels":[{"Name":"a","Aliases":[],"Parents":[4]}]}""")]
    [InlineData("""{"Format":"annotation-studio-rules-1","Task":0,"Labels":[null]}""")]
    [InlineData("""{"Format":"annotation-studio-rules-2","Task":0,"Labels":[{"Name":"a","Aliases":[null],"Parents":[]}]}""")]
    [InlineData("""{"Format":"annotation-studio-rules-2","Task":0,"Labels":[{"Name":"a","Aliases":[],"Parents":[],"Patterns":["*"]}]}""")]
    public void Load_Damaged_ThrowsInvalidData(string artifact) =>
        Assert.Throws<InvalidDataException>(() => new RulesModelTier().Load(new MemoryStream(System.Text.Encoding.UTF8.GetBytes(artifact))));

    [Fact]
    public void Load_OfTheFirstFormat_HasNoPatterns()
    {
        using var loaded = new RulesModelTier().Load(new MemoryStream("""{"Format":"annotation-studio-rules-1","Task":0,"Labels":[{"Name":"a","Aliases":[],"Parents":[]}]}"""u8.ToArray()));

        Assert.Empty(loaded.Labels.Labels[0].Patterns);
    }

    private static IModel Rules(LabelSet labels) =>
        new RulesModelTier().Train(new(new([]), [], labels), null, new Random(1), TestContext.Current.CancellationToken);

    private static ProbabilityMatrix Predicted(IModel model, string text)
    {
        var into = new ProbabilityMatrix(1, model.Labels.Count);
        model.Predict(new([text]), into, TestContext.Current.CancellationToken);
        return into;
    }

    private static byte[] Saved(IModel model)
    {
        using var stream = new MemoryStream();
        model.Save(stream);
        return stream.ToArray();
    }
}
