using System.Security.Cryptography;
using ClothesClassification.Inference.Pixels;

namespace ClothesClassification.Inference.Tests.Pixels;

/// <summary>
/// What Pillow 13.0.0 gave for noise, so that the reference is not only checked against itself. Made by: bytes of
/// <see cref="Noise"/> with seed 20 as RGBA, alpha dropped; transposed to stand upright;
/// <c>resize((w, uprightHeight), BILINEAR, box=(left, 0, right, uprightHeight))</c> and then
/// <c>resize((w, h), BILINEAR, box=(0, top, w, bottom))</c>: two steps, because Pillow 13 chooses the order itself.
/// </summary>
internal static class PillowPixels
{
    public const int Seed = 20;

    public static IReadOnlyList<(ResampleCase Case, string Sha256)> All { get; } =
    [
        (ResampleCase.Stretch(160, 120, 1, 64, 48), "c5f4e0e7009c93f3df3aaa927599da036f68915f65f8544a64a539f26c9f9f18"),
        (ResampleCase.Stretch(160, 120, 6, 48, 64), "883c4d26af1d7404cd24597117932f9cfda6da62e686889147d061517456f047"),
        (
            Part(160, 120, 3, new ResizePlan(10.25f, 5.5f, 150.75f, 99.125f, 0, 0, 61, 47)),
            "ae4f036060bba7d50a15e5ba592ba385e7ddfd5cec0c8816d7e56a760b9124bf"
        ),
        (
            Part(160, 120, 7, new ResizePlan(0.5f, 0, 119.5f, 160, 0, 0, 53, 71)),
            "03d45863b4116da434219d8770942e30d84a2336cf208a9d001b042a0c934570"
        ),
        (ResampleCase.Stretch(40, 30, 8, 97, 129), "2b0428aa7871a6950ca97afcee96bea7967ef4818e4bb0ba307ecc61924b6360"),
    ];

    public static string Hash(ReadOnlySpan<byte> bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));

    private static ResampleCase Part(int width, int height, int orientation, ResizePlan plan) =>
        new(width, height, orientation, plan, plan.TargetWidth, plan.TargetHeight);
}
