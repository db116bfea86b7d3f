using AnnotationStudio.Engine.Shapes;

namespace AnnotationStudio.Engine.Models;

/// <summary>A set of labels as artifacts keep it.</summary>
internal static class LabelSetBytes
{
    public static void Write(BinaryWriter writer, LabelSet labels)
    {
        writer.Write((byte)labels.Task);
        writer.Write(labels.Count);
        foreach (var label in labels.Labels)
        {
            writer.Write(label.Name);
            WriteTexts(writer, label.Aliases);
            WriteTexts(writer, label.Patterns);
            writer.Write(label.Parents.Count);
            foreach (var parent in label.Parents)
                writer.Write(parent);
        }
    }

    public static LabelSet Read(BinaryReader reader)
    {
        var task = (LabelTask)reader.ReadByte();
        var labels = new LabelDefinition[reader.ReadInt32()];
        for (var i = 0; i < labels.Length; i++)
        {
            var name = reader.ReadString();
            var (aliases, patterns) = (ReadTexts(reader), ReadTexts(reader));
            var parents = new int[reader.ReadInt32()];
            for (var p = 0; p < parents.Length; p++)
                parents[p] = reader.ReadInt32();
            labels[i] = new LabelDefinition(name, aliases, parents) { Patterns = patterns };
        }

        return new LabelSet(task, labels);
    }

    private static void WriteTexts(BinaryWriter writer, IReadOnlyList<string> texts)
    {
        writer.Write(texts.Count);
        foreach (var text in texts)
            writer.Write(text);
    }

    private static string[] ReadTexts(BinaryReader reader)
    {
        var texts = new string[reader.ReadInt32()];
        for (var i = 0; i < texts.Length; i++)
            texts[i] = reader.ReadString();
        return texts;
    }
}
