namespace ClothesClassification.Drawing.Garments;

internal static class Shorts
{
    private const string Thread = "#d9c7a6";

    private static readonly Fabric Twill = new("#b59a6d") { Wrinkles = 5, WrinkleSize = (60, 80) };

    private static readonly Fold[] Folds =
    [
        new(12, 268, 110, 262, 10, 18, 5),
        new(12, 282, 120, 320, 10, 18, 5),
        new(60, 190, 80, 370, 6, 22, 5),
        new(130, 230, 156, 360, 6, 18, 4),
    ];

    public static Picture Picture { get; } =
        new(
            "shorts.jpg",
            [
                new Piece(Outline.Symmetric("M 0 66 L 126 58 L 130 96 L 0 104 Z"), Twill) { Light = 0.6f, Lift = 0 },
                new Piece(Outline.Symmetric(Leg), Twill)
                {
                    Lift = 0,
                    Roundness = 14,
                    Puff = 13,
                    Folds = [.. Folds, .. Folds.Select(f => f.Mirrored with { Y1 = f.Y1 + 12 })],
                    Seams =
                    [
                        new("M 0 110 L 0 272"),
                        new("M 26 116 L 26 190 C 24 214 12 222 2 226", Thread),
                        new(Outline.Pair("M 76 112 L 134 176"), Thread),
                        new(Outline.Pair("M 28 380 L 186 360"), Thread),
                    ],
                },
                new Piece(
                    Outline.Symmetric("M 0 84 C 50 84 92 76 127 64 L 132 100 C 96 112 54 118 0 118 Z"),
                    Twill with
                    {
                        Wrinkles = 1,
                    }
                )
                {
                    Lift = 3,
                    Roundness = 6,
                    Puff = 7,
                    Seams = [new("M -131 96 C -80 115 80 115 131 96", Thread)],
                },
                new Piece(Outline.Symmetric("M 66 72 L 78 70 L 81 118 L 69 121 Z"), Twill)
                {
                    Lift = 2,
                    Roundness = 3,
                    Puff = 4,
                },
                new Piece(Outline.Ellipse(7, 101, 7, 7), new Fabric("#6e5b3c") { Wrinkles = 0 })
                {
                    Lift = 2,
                    Roundness = 3,
                    Puff = 4,
                },
            ]
        )
        {
            Height = 450,
            Backdrop = new("#dfe3e6"),
            Seed = 61,
        };

    private const string Leg =
        "M 0 108 L 131 96 C 152 176 174 280 194 368 C 150 388 84 396 26 398 C 22 350 18 310 6 280 L 0 280 Z";
}
