namespace AnnotationStudio.Engine.Tests.Models.TransformerTier;

/// <summary>Models that load and are no encoders, each in its own way.</summary>
internal static class WrongModels
{
    public static byte[] Make(string kind)
    {
        var graph = new OnnxGraph();
        object batch = kind == "one text" ? 1 : "batch";
        var type = kind == "int32" ? OnnxGraph.Int32 : OnnxGraph.Int64;
        var ids = graph.Input("input_ids", type, batch, "length");
        if (kind != "no mask")
            graph.Input("attention_mask", type, batch, "length");
        if (kind == "position_ids")
            graph.Input("position_ids", type, batch, "length");

        var numbers = graph.Node("Cast", [ids], null, ("to", (long)OnnxGraph.Float));
        if (kind == "not finite")
            numbers = graph.Node("Log", [graph.Node("Sub", [graph.Node("Neg", [numbers]), graph.Constant([1f])])]);
        var output = kind == "pooled" ? "pooler_output" : "last_hidden_state";
        if (kind == "flat")
        {
            graph.Node("Identity", [numbers], output);
            graph.Output(output, OnnxGraph.Float, batch, "length");
        }
        else
        {
            graph.Node("Unsqueeze", [numbers, graph.Constant([2L], 1)], output);
            graph.Output(output, OnnxGraph.Float, batch, "length", 1);
        }

        return graph.Save();
    }
}
