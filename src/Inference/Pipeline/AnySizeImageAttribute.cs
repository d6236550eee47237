using Microsoft.ML.Data;
using Microsoft.ML.Transforms.Image;

namespace ClothesClassification.Inference.Pipeline;

/// <summary>
/// An image column without a size, as LoadImages gives it. ML.NET's typed rows read only types that have been registered,
/// which its own attribute does for types with a size only.
/// </summary>
[AttributeUsage(AttributeTargets.Field)]
internal sealed class AnySizeImageAttribute : DataViewTypeAttribute
{
    public override void Register() => DataViewTypeManager.Register(new ImageDataViewType(), typeof(MLImage), this);

    public override bool Equals(DataViewTypeAttribute? other) => other is AnySizeImageAttribute;
}
