namespace ClothesClassification.Drawing.Garments;

internal static class Outwear
{
    private static readonly Fabric Nylon = new("#37493f")
    {
        Weave = (x, y) => 0.03f * Noise.Fractal(x / 6, y / 6, 5),
        Wrinkles = 7,
        WrinkleSize = (34, 40),
    };

    private static readonly Fabric Lining = new("#a8622e") { Wrinkles = 3 };

    private static readonly Fabric Metal = new("#b9b7b0") { Wrinkles = 0 };

    public static Picture Picture { get; } =
        new(
            "outwear.jpg",
            [
                new Piece(Outline.Symmetric("M 0 30 C 40 30 66 44 72 84 L 50 130 L 0 140 Z"), Nylon)
                {
                    Puff = 16,
                    Lift = 0,
                },
                new Piece(Outline.Symmetric("M 0 54 C 26 54 44 64 48 90 L 30 130 L 0 140 Z"), Lining)
                {
                    Light = 0.75f,
                    Lift = 4,
                },
                .. Tubes(Sleeve, 8, 134, 56, -0.28f),
                new Piece(Outline.Symmetric("M 158 462 L 212 448 L 214 478 L 166 492 Z"), Nylon with { Wrinkles = 2 })
                {
                    Lift = 3,
                },
                .. Tubes(Body, 7, 118, 60, 0),
                new Piece(
                    Outline.Symmetric("M 0 528 C 50 528 86 524 120 516 L 122 546 C 86 556 50 560 0 560 Z"),
                    Nylon with
                    {
                        Wrinkles = 2,
                    }
                )
                {
                    Lift = 3,
                    Puff = 10,
                },
                new Piece(Outline.Mirror("M 2 120 L 20 118 L 40 84 L 60 76 C 64 96 58 124 44 142 L 14 150 Z"), Nylon)
                {
                    Lift = 5,
                    Puff = 14,
                },
                new Piece("M 2 120 L 20 118 L 40 84 L 60 76 C 64 96 58 124 44 142 L 14 150 Z", Nylon)
                {
                    Lift = 5,
                    Puff = 14,
                },
                new Piece("M -9 128 L 9 128 L 9 558 L -9 558 Z", Nylon with { Wrinkles = 1 })
                {
                    Lift = 3,
                    Roundness = 4,
                    Puff = 5,
                },
                new Piece("M -2.5 126 L 2.5 126 L 2.5 556 L -2.5 556 Z", Metal with { Pattern = Teeth })
                {
                    Lift = 1,
                    Roundness = 1,
                    Puff = 1,
                },
                new Piece("M -4 150 L 4 150 L 5 176 L -5 176 Z", Metal)
                {
                    Lift = 3,
                    Roundness = 3,
                    Puff = 4,
                },
                new Piece(Outline.Symmetric("M 52 386 L 64 380 L 98 460 L 86 466 Z"), Nylon with { Wrinkles = 1 })
                {
                    Lift = 3,
                    Roundness = 4,
                    Puff = 6,
                },
            ]
        )
        {
            Backdrop = new("#e6e8ea"),
            Seed = 83,
        };

    private const string Sleeve =
        "M 104 96 C 140 108 164 150 178 226 C 192 310 206 380 212 456 L 160 470 C 150 400 134 310 106 232 Z";

    private const string Body =
        "M 0 130 L 40 112 L 60 84 L 112 98 C 124 130 118 190 118 226 C 122 320 118 430 122 530 C 84 544 44 548 0 548 Z";

    // A quilted shape is cut by its seams into tubes that are each round.
    private static IEnumerable<Piece> Tubes(string half, int count, float top, float step, float slope)
    {
        using var whole = Outline.Symmetric(half);
        for (var i = -1; i < count; i++)
        {
            var (from, to) = (top + step * i, top + step * (i + 1) + 1);
            using var band = Outline.Symmetric(
                FormattableString.Invariant(
                    $"M 0 {from} L 240 {from + 240 * slope} L 240 {to + 240 * slope} L 0 {to} Z"
                )
            );
            yield return new Piece(whole.Op(band, SkiaSharp.SKPathOp.Intersect), Nylon)
            {
                Lift = 0,
                Roundness = 11,
                Puff = 22,
            };
        }
    }

    private static float Teeth(float x, float y) => 0.7f * Math.Clamp(MathF.Sin(y * 1.6f), 0, 1);
}
