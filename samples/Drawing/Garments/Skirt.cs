namespace ClothesClassification.Drawing.Garments;

internal static class Skirt
{
    private static readonly Fabric Wool = new("#6d6a43") { Wrinkles = 3, WrinkleSize = (40, 300) };

    private static readonly Fold[] Pleats =
    [
        new(16, 150, 30, 520, 2, 24, 9),
        new(44, 150, 84, 518, 4, 26, 9),
        new(70, 152, 136, 510, 6, 26, 9),
        new(88, 158, 180, 496, 6, 20, 7),
    ];

    public static Picture Picture { get; } =
        new(
            "skirt.jpg",
            [
                new Piece(Outline.Symmetric("M 0 96 L 94 90 L 97 124 L 0 130 Z"), Wool) { Light = 0.6f, Lift = 0 },
                new Piece(
                    Outline.Symmetric("M 0 132 L 97 124 C 120 260 168 400 206 500 C 150 532 70 540 0 540 Z"),
                    Wool
                )
                {
                    Lift = 0,
                    Folds = [.. Pleats, .. Pleats.Select(f => f.Mirrored with { X1 = -f.X1 + 10 })],
                    Seams = [new("M -203 492 C -100 540 100 540 203 492")],
                },
                new Piece(
                    Outline.Symmetric("M 0 106 C 40 106 70 102 96 94 L 99 130 C 70 138 40 141 0 141 Z"),
                    Wool with
                    {
                        Wrinkles = 1,
                    }
                )
                {
                    Lift = 4,
                    Roundness = 6,
                    Puff = 6,
                    Seams = [new("M -98 126 C -50 137 50 137 98 126", "#99966a")],
                },
            ]
        )
        {
            Backdrop = new("#e3e0e2"),
            Seed = 47,
        };
}
