using Microsoft.ML.Data;
using Microsoft.ML.Transforms.Image;

namespace ClothesClassification.Inference.Pipeline;

/// <summary>
/// Makes ML.NET's typed rows accept an image column. They read only types that have been registered, which happens to an
/// image type of a given size by an attribute, and to the type without a size, which LoadImages gives, nowhere.
/// </summary>
internal static class ImageTypes
{
    public static void Register(ImageDataViewType type)
    {
        DataViewTypeAttribute attribute =
            type.Height > 0 ? new ImageTypeAttribute(type.Height, type.Width) : new AnySizeAttribute();
        attribute.Register();
    }

    [AttributeUsage(AttributeTargets.Field)]
    private sealed class AnySizeAttribute : DataViewTypeAttribute
    {
        public override void Register() => DataViewTypeManager.Register(new ImageDataViewType(), typeof(MLImage), this);

        public override bool Equals(DataViewTypeAttribute? other) => other is AnySizeAttribute;
    }
}
