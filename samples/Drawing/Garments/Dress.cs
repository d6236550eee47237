namespace ClothesClassification.Drawing.Garments;

internal static class Dress
{
    private static readonly Fabric Crepe = new("#9c2f45")
    {
        PatternColor = Rgb.Parse("#f2dcd2"),
        Pattern = Dots,
        Wrinkles = 2,
        WrinkleSize = (50, 90),
    };

    private static readonly Fabric Flared = Crepe with { Wrinkles = 5, WrinkleSize = (34, 330) };

    private static readonly Fold[] Pleats =
    [
        new(14, 262, 26, 560, 4, 22, 8),
        new(40, 262, 80, 556, 6, 24, 8),
        new(58, 264, 128, 540, 8, 24, 8),
        new(66, 270, 168, 520, 8, 20, 7),
    ];

    public static Picture Picture { get; } =
        new(
            "dress.jpg",
            [
                new Piece(Outline.Symmetric("M 0 66 C 24 66 42 58 52 44 L 62 52 C 56 118 30 148 0 148 Z"), Crepe)
                {
                    Light = 0.6f,
                    Lift = 0,
                },
                new Piece(Outline.Symmetric(Skirt), Flared)
                {
                    Lift = 0,
                    Folds = [.. Pleats, .. Pleats.Select(f => f.Mirrored with { X1 = -f.X1 + 12 })],
                    Seams = [new("M -190 520 C -100 566 100 566 190 520")],
                },
                new Piece(Outline.Symmetric(Bodice), Crepe)
                {
                    Lift = 3,
                    Folds =
                    [
                        new(84, 160, 24, 200, 8, 14, 3.5f),
                        new(-84, 158, -30, 214, -8, 14, 3.5f),
                        new(40, 250, 36, 190, 2, 10, -3),
                        new(-40, 250, -36, 188, 2, 10, -3),
                    ],
                },
                new Piece(
                    Outline.Symmetric("M 0 246 L 69 242 L 70 266 L 0 272 Z"),
                    new Fabric("#7d2236") { Wrinkles = 1 }
                )
                {
                    Lift = 3,
                    Roundness = 5,
                    Puff = 5,
                },
            ]
        )
        {
            Backdrop = new("#ece9e6"),
            Seed = 31,
        };

    private const string Bodice =
        "M 0 132 C 30 132 48 104 56 44 L 86 48 C 84 96 92 130 104 152 C 92 180 74 220 70 258 L 0 264 Z";

    private const string Skirt = "M 0 256 L 68 254 C 94 350 150 440 196 524 C 150 562 70 574 0 574 Z";

    // Rows of dots, every second one shifted by half.
    private static float Dots(float x, float y)
    {
        const float Step = 15;
        var row = MathF.Round(y / Step);
        var dx = x - Step * 1.2f * (MathF.Round(x / (Step * 1.2f) - row * 0.5f) + row * 0.5f);
        var dy = y - row * Step;
        return Math.Clamp(3.1f - MathF.Sqrt(dx * dx + dy * dy), 0, 1);
    }
}
