using System.Security.Cryptography;
using System.Text;

namespace AnnotationStudio.Engine.Models.TransformerTier;

/// <summary>What decides an encoder's embeddings: two encoders of one stamp give the same numbers, whatever their folders are called.</summary>
/// <param name="Model">SHA-256 of <c>model.onnx</c>, in lower-case hexadecimal.</param>
/// <param name="Reading">SHA-256 of how texts become pieces: the tokenizer's file, its settings and the length at which texts are cut.</param>
public sealed record EncoderStamp(string Model, string Reading)
{
    /// <summary>Both in one: 32 bytes.</summary>
    public byte[] Bytes() => SHA256.HashData(Encoding.ASCII.GetBytes($"{Model} {Reading}"));
}
