namespace ClothesClassification.Drawing.Garments;

internal static class Shirt
{
    private static readonly Fabric Checked = new("#dfe6ee")
    {
        PatternColor = Rgb.Parse("#4a6c9b"),
        Pattern = (x, y) => 0.42f * (Band(x) + Band(y)),
        Wrinkles = 4,
        WrinkleSize = (70, 110),
    };

    private static readonly Fabric Stiff = Checked with { Wrinkles = 1 };

    private static readonly Fabric Horn = new("#f7f5ef") { Wrinkles = 0 };

    private static readonly Fold[] Folds =
    [
        new(100, 200, 40, 300, 12, 16, 4),
        new(104, 220, 70, 390, 10, 14, 3.5f),
        new(76, 420, 40, 520, -6, 20, 4),
    ];

    private static readonly Fold[] SleeveFolds =
    [
        new(118, 190, 156, 300, -10, 18, 4),
        new(146, 300, 188, 326, 6, 14, 4),
        new(156, 352, 204, 372, 6, 14, 3.5f),
        new(164, 400, 206, 425, -6, 14, 3),
    ];

    public static Picture Picture { get; } =
        new(
            "shirt.jpg",
            [
                new Piece(Outline.Symmetric("M 0 56 C 26 56 44 52 54 44 L 58 80 L 0 120 Z"), Stiff)
                {
                    Light = 0.72f,
                    Lift = 0,
                },
                new Piece(Outline.Symmetric(Sleeve), Checked)
                {
                    Lift = 0,
                    Folds = [.. SleeveFolds, .. SleeveFolds.Select(f => f.Mirrored with { Y1 = f.Y1 + 14 })],
                },
                new Piece(Outline.Symmetric("M 164 452 L 212 440 L 218 492 L 176 502 Z"), Stiff)
                {
                    Lift = 3,
                    Roundness = 6,
                    Seams = [new(Outline.Pair("M 168 460 L 212 449"), "#8fa3bf")],
                },
                new Piece(Outline.Symmetric(Body), Checked)
                {
                    Lift = 3,
                    Folds = [.. Folds, .. Folds.Select(f => f.Mirrored with { Y1 = f.Y1 - 18 })],
                    Seams = [new(Outline.Pair("M 44 92 C 76 96 100 104 118 116"), "#8fa3bf")],
                },
                new Piece("M -16 108 L 16 108 L 16 548 L -16 550 Z", Stiff)
                {
                    Lift = 3,
                    Roundness = 4,
                    Puff = 4,
                    Seams = [new("M -11 112 L -11 548", "#8fa3bf"), new("M 11 112 L 11 548", "#8fa3bf")],
                },
                new Piece("M 40 190 L 94 186 L 96 244 L 69 258 L 42 248 Z", Stiff)
                {
                    Lift = 2,
                    Roundness = 4,
                    Puff = 4,
                    Seams = [new("M 41 202 L 95 198", "#8fa3bf")],
                },
                new Piece(Outline.Symmetric("M 0 108 C 24 92 46 70 54 42 C 66 52 76 72 80 92 L 40 142 Z"), Stiff)
                {
                    Lift = 5,
                    Roundness = 5,
                    Puff = 7,
                    Seams = [new(Outline.Pair("M 8 109 L 40 134 L 74 91"), "#8fa3bf")],
                },
                .. Enumerable.Range(0, 7).Select(i => Button(118 + 66 * i)),
            ]
        )
        {
            Backdrop = new("#b9a083") { Boards = 96 },
            Seed = 71,
        };

    private const string Sleeve =
        "M 108 84 C 142 96 166 136 180 214 C 194 300 208 380 216 448 L 166 462 C 156 390 138 300 110 220 Z";

    private const string Body =
        "M 0 110 L 56 76 L 112 86 C 122 116 116 176 114 210 C 116 310 114 400 118 500 C 108 540 60 556 0 556 Z";

    private static Piece Button(float y) =>
        new(Outline.Ellipse(0, y, 5.5f, 5.5f), Horn)
        {
            Lift = 2,
            Roundness = 2,
            Puff = 3,
        };

    private static float Band(float at) => Math.Clamp(2 * MathF.Sin(at * 0.285f) + 0.2f, 0, 1);
}
