namespace ClothesClassification.Drawing.Garments;

internal static class Pants
{
    private const string Thread = "#c9955a";

    private static readonly Fabric Denim = Fabric.Denim("#3d5a80") with
    {
        // Worn pale along the middle of each leg.
        PatternColor = Rgb.Parse("#86a0bd"),
        Pattern = (x, y) =>
            0.75f
            * Worn(MathF.Abs(x) - 62 - 0.06f * (y - 200))
            * Math.Clamp((y - 120) / 160, 0, 1)
            * Math.Clamp((520 - y) / 160, 0.3f, 1),
        Wrinkles = 4,
        WrinkleSize = (50, 80),
    };

    private static readonly Fold[] Folds =
    [
        new(20, 175, 84, 190, 6, 14, 4),
        new(18, 190, 80, 225, 8, 14, 4),
        new(40, 340, 110, 352, 6, 14, 4),
        new(46, 362, 104, 372, -6, 14, 3.5f),
        new(60, 510, 118, 520, 5, 12, 3.5f),
        new(58, 532, 116, 538, -4, 12, 3),
    ];

    public static Picture Picture { get; } =
        new(
            "pants.jpg",
            [
                new Piece(Outline.Symmetric("M 0 42 L 84 34 L 88 62 L 0 70 Z"), Denim) { Light = 0.55f, Lift = 0 },
                new Piece(Outline.Symmetric(Leg), Denim)
                {
                    Lift = 0,
                    Roundness = 14,
                    Puff = 13,
                    Folds = [.. Folds, .. Folds.Select(f => f.Mirrored with { Y0 = f.Y0 + 8 })],
                    Seams =
                    [
                        new("M 0 70 L 0 178"),
                        new("M 20 78 L 20 128 C 18 146 10 152 2 156", Thread),
                        new(Outline.Pair("M 42 76 C 44 104 66 114 92 112"), Thread),
                        new(Outline.Pair("M 52 562 L 124 558"), Thread),
                        new(Outline.Pair("M 6 182 C 22 300 40 440 50 570")),
                        new(Outline.Pair("M 90 100 C 100 240 112 420 122 568")),
                    ],
                },
                new Piece(
                    Outline.Symmetric("M 0 54 C 34 54 62 48 85 38 L 89 66 C 64 76 36 80 0 80 Z"),
                    Denim with
                    {
                        Wrinkles = 1,
                    }
                )
                {
                    Lift = 3,
                    Roundness = 6,
                    Puff = 6,
                    Seams =
                    [
                        new("M -88 63 C -50 78 50 78 88 63", Thread),
                        new("M -86 42 C -50 57 50 57 86 42", Thread),
                    ],
                },
                new Piece(Outline.Symmetric("M 46 44 L 55 42 L 58 80 L 49 82 Z"), Denim)
                {
                    Lift = 2,
                    Roundness = 3,
                    Puff = 4,
                },
                new Piece(Outline.Ellipse(5, 67, 6, 6), new Fabric("#a9a39a") { Wrinkles = 0 })
                {
                    Lift = 2,
                    Roundness = 3,
                    Puff = 4,
                },
            ]
        )
        {
            Backdrop = new("#eceae6"),
            Orientation = 6,
            Seed = 53,
        };

    private const string Leg =
        "M 0 72 L 88 62 C 100 130 108 240 114 340 C 120 430 126 500 130 572 L 50 580 C 44 460 34 320 4 186 L 0 186 Z";

    private static float Worn(float x) => MathF.Exp(-x * x / 700);
}
