using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Transforms;
using Microsoft.ML.Transforms.Image;

namespace ClothesClassification.Inference.Pipeline;

/// <summary>From a column of photos to the model's pictures: which mapping it takes is up to the column's type.</summary>
internal sealed class PictureEstimator(MLContext context, PipelineSettings settings, ImageClassificationColumns columns)
    : IEstimator<ITransformer>
{
    public ITransformer Fit(IDataView input)
    {
        ArgumentNullException.ThrowIfNull(input);
        var column =
            input.Schema.GetColumnOrNull(columns.Photo)
            ?? throw new ArgumentException(
                $"There is no column '{columns.Photo}'; there are {string.Join(", ", input.Schema.Select(c => c.Name))}.",
                nameof(input)
            );
        return Steps(column.Type).Fit(input);
    }

    public SchemaShape GetOutputSchema(SchemaShape inputSchema)
    {
        ArgumentNullException.ThrowIfNull(inputSchema);
        var column = inputSchema.FirstOrDefault(c => c.Name == columns.Photo);
        if (column.Name is null)
            throw new ArgumentException(
                $"There is no column '{columns.Photo}'; there are {string.Join(", ", inputSchema.Select(c => c.Name))}.",
                nameof(inputSchema)
            );
        DataViewType type =
            column.Kind == SchemaShape.Column.VectorKind.Scalar || column.ItemType is not PrimitiveDataViewType item
                ? column.ItemType
                : new VectorDataViewType(item);
        return Steps(type).GetOutputSchema(inputSchema);
    }

    private EstimatorChain<ColumnSelectingTransformer> Steps(DataViewType type)
    {
        var transforms = context.Transforms;
        var input = settings.Model.Input;
        IEstimator<ITransformer> steps = transforms
            .CopyColumns(PipelineColumns.Photo, columns.Photo)
            .Append(settings.AddColumn(context))
            .Append(Mapping(type))
            .Append(
                transforms.ResizeImages(
                    columns.Picture,
                    input.Width,
                    input.Height,
                    PipelineColumns.Picture,
                    ImageResizingEstimator.ResizingKind.IsoCrop,
                    ImageResizingEstimator.Anchor.Top
                )
            );
        if (columns.Error is not null)
            steps = steps.Append(transforms.CopyColumns(columns.Error, PipelineColumns.Error));
        return steps.Append(
            transforms.DropColumns(
                PipelineColumns.Photo,
                PipelineColumns.Key,
                PipelineColumns.Settings,
                PipelineColumns.Picture,
                PipelineColumns.Error
            )
        );
    }

    private IEstimator<ITransformer> Mapping(DataViewType type)
    {
        switch (type)
        {
            case TextDataViewType:
                return context.Transforms.CustomMapping<PathRow, PictureRow>(PictureRow.Fill, PathContract.Name);
            case VectorDataViewType { ItemType: NumberDataViewType item } when item == NumberDataViewType.Byte:
                return context.Transforms.CustomMapping<EncodedRow, PictureRow>(PictureRow.Fill, EncodedContract.Name);
            case ImageDataViewType image:
                if (image.Height > 0)
                    new ImageTypeAttribute(image.Height, image.Width).Register();
                var schema = SchemaDefinition.Create(typeof(ImageRow));
                schema[PipelineColumns.Photo].ColumnType = image;
                return context.Transforms.CustomMapping<ImageRow, PictureRow>(
                    PictureRow.Fill,
                    // The size is part of the type, and a contract's types are fixed: images of one size cannot be saved.
                    image.Height > 0
                        ? null
                        : ImageContract.Name,
                    schema
                );
            default:
                throw new ArgumentException(
                    $"Column '{columns.Photo}' is of type {type}; a text (path), a vector of bytes (encoded photo) or an MLImage is needed."
                );
        }
    }
}
