namespace ClothesClassification.Drawing.Garments;

internal static class TShirt
{
    private static readonly Fabric Cotton = Fabric.Knit("#2f6f8f") with { Wrinkles = 4, WrinkleSize = (70, 110) };
    private static readonly Fabric Rib = Fabric.Knit("#2a6583") with { Wrinkles = 0 };

    private static readonly Fold[] Folds =
    [
        new(100, 205, 20, 300, 12, 16, 4),
        new(104, 215, 60, 380, 10, 14, 3.5f),
        new(70, 440, 30, 530, -6, 20, 4),
        new(118, 400, 96, 520, 5, 16, -3),
        new(60, 110, 110, 190, 8, 16, 3),
    ];

    public static Picture Picture { get; } =
        new(
            "t-shirt.jpg",
            [
                new Piece(Outline.Symmetric("M 0 92 C 25 92 42 86 56 76 L 60 90 C 46 122 24 134 0 134 Z"), Rib)
                {
                    Light = 0.72f,
                    Lift = 0,
                },
                new Piece(Outline.Symmetric(Sleeve), Cotton)
                {
                    Lift = 0,
                    Folds = [new(112, 170, 190, 205, 6, 14, 3), new(-112, 160, -185, 215, -8, 15, 3.5f)],
                    Seams = [new(Outline.Pair("M 216 203 L 158 244"), "#5f9cb8")],
                },
                new Piece(Outline.Symmetric(Body), Cotton)
                {
                    Lift = 3,
                    Folds = [.. Folds, .. Folds.Select(f => f.Mirrored with { Y1 = f.Y1 - 18, Bend = -f.Bend - 4 })],
                    Seams = [new("M -116 526 C -50 538 50 538 116 526", "#5f9cb8")],
                },
                new Piece(Outline.Symmetric("M 0 134 C 26 134 46 116 56 76 L 68 80 C 56 128 32 148 0 148 Z"), Rib)
                {
                    Lift = 2,
                    Puff = 4,
                    Roundness = 4,
                },
            ]
        )
        {
            Backdrop = new("#e8e4dc"),
            Seed = 11,
        };

    private const string Sleeve =
        "M 92 85 C 150 96 192 150 224 206 C 206 228 186 242 162 254 C 146 236 128 222 110 212 Z";

    private const string Body =
        "M 0 140 C 30 140 50 120 60 77 L 116 92 C 124 120 118 180 114 214 C 116 320 114 420 118 536 C 80 546 40 548 0 548 Z";
}
