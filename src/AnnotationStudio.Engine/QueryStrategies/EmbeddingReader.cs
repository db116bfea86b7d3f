namespace AnnotationStudio.Engine.QueryStrategies;

/// <summary>Writes the embedding of one candidate; all embeddings of a view have the same width.</summary>
public delegate void EmbeddingReader(int candidate, Span<float> into);
