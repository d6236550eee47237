namespace ClothesClassification.Drawing.Garments;

internal static class Longsleeve
{
    private static readonly Fabric Striped = Fabric.Knit("#f0ece2") with
    {
        PatternColor = Rgb.Parse("#27364f"),
        Pattern = (x, y) => Stripe(y + 0.0006f * x * x),
        Wrinkles = 4,
        WrinkleSize = (60, 120),
    };

    private static readonly Fabric Rib = Fabric.Knit("#e9e4d8") with { Wrinkles = 0 };

    private static readonly Fabric StripedSleeve = Striped with
    {
        Pattern = (x, y) => Stripe(0.93f * y - 0.36f * MathF.Abs(x)),
    };

    private static readonly Fold[] Folds =
    [
        new(92, 200, 20, 290, 12, 16, 4),
        new(98, 215, 58, 370, 10, 14, 3.5f),
        new(62, 430, 26, 520, -6, 20, 4),
    ];

    private static readonly Fold[] SleeveFolds =
    [
        new(112, 190, 150, 300, -10, 18, 4),
        new(140, 300, 180, 330, 6, 14, 4),
        new(150, 350, 196, 372, 6, 14, 3.5f),
        new(160, 400, 200, 425, -6, 14, 3),
    ];

    public static Picture Picture { get; } =
        new(
            "longsleeve.jpg",
            [
                new Piece(Outline.Symmetric("M 0 82 C 25 82 42 76 54 66 L 60 80 C 46 110 24 122 0 122 Z"), Rib)
                {
                    Light = 0.74f,
                    Lift = 0,
                },
                new Piece(Outline.Symmetric(Sleeve), StripedSleeve)
                {
                    Lift = 0,
                    Folds = [.. SleeveFolds, .. SleeveFolds.Select(f => f.Mirrored with { Y1 = f.Y1 + 14 })],
                },
                new Piece(Outline.Symmetric("M 162 466 L 204 452 L 210 496 L 174 506 Z"), Rib)
                {
                    Lift = 2,
                    Roundness = 6,
                },
                new Piece(Outline.Symmetric(Body), Striped)
                {
                    Lift = 3,
                    Folds = [.. Folds, .. Folds.Select(f => f.Mirrored with { Y1 = f.Y1 - 18 })],
                    Seams = [new("M -106 524 C -50 536 50 536 106 524", "#c9c2b2")],
                },
                new Piece(Outline.Symmetric("M 0 122 C 26 122 44 104 54 66 L 66 70 C 54 116 30 135 0 135 Z"), Rib)
                {
                    Lift = 2,
                    Puff = 4,
                    Roundness = 4,
                },
            ]
        )
        {
            Backdrop = new("#c9b79c") { Boards = 82 },
            Seed = 23,
        };

    private const string Sleeve =
        "M 100 80 C 134 90 158 130 172 210 C 186 300 200 380 208 460 L 164 474 C 154 400 134 300 104 214 Z";

    private const string Body =
        "M 0 128 C 30 128 48 108 58 67 L 106 80 C 114 110 108 170 106 204 C 108 310 106 420 108 534 C 76 544 40 546 0 546 Z";

    private static float Stripe(float y) => Math.Clamp(3.2f * MathF.Sin(y * 0.262f) - 1.2f, 0, 1);
}
