namespace ClothesClassification.Drawing.Garments;

internal static class Shoes
{
    private static readonly Fabric Canvas = new("#b23a35") { Wrinkles = 2, WrinkleSize = (40, 40) };
    private static readonly Fabric Rubber = new("#f0ede6") { Wrinkles = 0 };
    private static readonly Fabric Lace = new("#faf8f3") { Wrinkles = 0 };

    public static Picture Picture { get; } =
        new("shoes.jpg", [.. Shoe(24, 60), .. Shoe(-14, 190)])
        {
            Height = 480,
            Backdrop = new("#dedad3"),
            Seed = 103,
        };

    // Seen from its outer side, the toe at the right; 400 wide, 200 high.
    private static IEnumerable<Piece> Shoe(float x, float y)
    {
        Piece[] pieces =
        [
            new Piece("M -176 52 C -150 26 -60 26 -40 46 L -60 104 L -170 104 Z", Canvas) { Light = 0.45f },
            new Piece("M -36 46 C -34 20 -4 14 8 34 C 22 58 52 84 86 108 L 40 112 Z", Canvas)
            {
                Light = 0.9f,
                Puff = 8,
            },
            new Piece(Upper, Canvas)
            {
                Roundness = 22,
                Puff = 30,
                Folds = [new(60, 96, 84, 150, -8, 14, -4), new(84, 106, 110, 156, -8, 12, -3)],
                Seams =
                [
                    new("M -174 66 C -140 80 -90 84 -36 58", "#e9c9c0"),
                    new("M -128 84 C -120 120 -122 150 -126 186", "#e9c9c0"),
                    new("M -20 150 C 0 130 20 112 36 84", "#e9c9c0"),
                    new("M -20 150 C -20 170 -24 180 -30 186", "#e9c9c0"),
                ],
            },
            new Piece("M 110 118 C 156 122 192 146 196 190 L 102 190 C 94 166 96 136 110 118 Z", Rubber)
            {
                Roundness = 14,
                Puff = 18,
                Lift = 3,
            },
            new Piece(
                "M -188 172 C -100 184 60 184 194 172 C 200 190 198 204 188 212 C 80 218 -90 218 -182 212 C -192 200 -192 186 -188 172 Z",
                Rubber
            )
            {
                Roundness = 8,
                Puff = 10,
                Lift = 3,
                Seams = [new("M -188 200 C -90 206 80 206 194 198") { Width = 3 }],
            },
            .. Enumerable.Range(0, 5).Select(i => LaceAt(-14 + 19 * i, 52 + 14 * i)),
        ];
        return pieces.Select(piece => piece.Moved(x, y));
    }

    private const string Upper =
        "M -178 54 C -150 78 -90 84 -40 46 C -20 44 -6 60 4 70 C 40 100 76 116 120 124 C 164 132 190 152 192 190 L -182 190 C -186 140 -186 90 -178 54 Z";

    private static Piece LaceAt(float x, float y) =>
        new(
            FormattableString.Invariant(
                $"M {x} {y} C {x + 10} {y - 10} {x + 24} {y - 8} {x + 34} {y + 4} L {x + 30} {y + 12} C {x + 22} {y + 2} {x + 12} {y} {x + 4} {y + 9} Z"
            ),
            Lace
        )
        {
            Lift = 2,
            Roundness = 3,
            Puff = 5,
        };
}
