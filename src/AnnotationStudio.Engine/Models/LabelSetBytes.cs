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
            writer.Write(label.Aliases.Count);
            foreach (var alias in label.Aliases)
                writer.Write(alias);
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
            var aliases = new string[reader.ReadInt32()];
            for (var a = 0; a < aliases.Length; a++)
                aliases[a] = reader.ReadString();
            var parents = new int[reader.ReadInt32()];
            for (var p = 0; p < parents.Length; p++)
                parents[p] = reader.ReadInt32();
            labels[i] = new LabelDefinition(name, aliases, parents);
        }

        return new LabelSet(task, labels);
    }
}
