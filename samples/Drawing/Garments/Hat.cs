namespace ClothesClassification.Drawing.Garments;

internal static class Hat
{
    private static readonly Fabric Straw = new("#d9bd86")
    {
        Weave = (x, y) => 0.09f * MathF.Sin(y * MathF.PI / 2.5f) * MathF.Sin(x * MathF.PI / 4),
        Wrinkles = 2,
        WrinkleSize = (80, 40),
    };

    public static Picture Picture { get; } =
        new(
            "hat.png",
            [
                new Piece(
                    "M -216 262 C -206 214 -120 190 0 190 C 120 190 206 214 216 262 C 214 312 120 342 0 342 C -120 342 -214 312 -216 262 Z",
                    Straw
                )
                {
                    Lift = 0,
                    Roundness = 9,
                    Puff = 9,
                    Seams =
                    [
                        new(
                            "M -200 264 C -190 228 -110 206 0 206 C 110 206 190 228 200 264 C 196 302 110 326 0 326 C -110 326 -196 302 -200 264 Z"
                        ),
                        new(
                            "M -182 266 C -170 238 -104 222 0 222 C 104 222 170 238 182 266 C 176 294 104 310 0 310 C -104 310 -176 294 -182 266 Z"
                        ),
                    ],
                },
                new Piece(
                    "M -114 262 C -116 180 -106 110 -78 84 C -56 66 -26 72 0 84 C 26 72 56 66 78 84 C 106 110 116 180 114 262 C 80 296 -80 296 -114 262 Z",
                    Straw
                )
                {
                    Lift = 9,
                    Roundness = 26,
                    Puff = 40,
                    Folds =
                    [
                        new(0, 84, 0, 170, 0, 46, -16),
                        new(-64, 96, -50, 190, 6, 26, -7),
                        new(64, 96, 50, 190, -6, 26, -7),
                    ],
                },
                new Piece(
                    "M -116 216 C -70 250 70 250 116 216 L 115 264 C 80 296 -80 296 -115 264 Z",
                    new Fabric("#2d2a2e") { Wrinkles = 2, WrinkleSize = (50, 20) }
                )
                {
                    Lift = 3,
                    Roundness = 18,
                    Puff = 16,
                },
            ]
        )
        {
            Height = 400,
            Backdrop = null,
            Seed = 97,
        };
}
