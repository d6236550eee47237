namespace ClothesClassification.Drawing.Garments;

/// <summary>One garment for each label of the model.</summary>
internal static class Wardrobe
{
    public static IReadOnlyList<Picture> All { get; } =
    [
        Dress.Picture,
        Hat.Picture,
        Longsleeve.Picture,
        Outwear.Picture,
        Pants.Picture,
        Shirt.Picture,
        Shoes.Picture,
        Shorts.Picture,
        Skirt.Picture,
        TShirt.Picture,
    ];
}
