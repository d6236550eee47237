using System.Diagnostics.CodeAnalysis;

namespace ClothesClassification.Inference.Models;

/// <summary>What the graph's input takes: one picture as a tensor of four dimensions, the first of which is the batch.</summary>
public sealed record ModelInput
{
    /// <summary>Name of the input in the graph.</summary>
    public required string Name { get; init; }

    /// <summary>Type of one element.</summary>
    public ElementType Type { get; init; }

    /// <summary>Order of the dimensions.</summary>
    public TensorLayout Layout { get; init; }

    /// <summary>Order of the colours.</summary>
    public ColorOrder Colors { get; init; }

    /// <summary>Width in pixels.</summary>
    public required int Width { get; init; }

    /// <summary>Height in pixels.</summary>
    public required int Height { get; init; }

    /// <summary>Subtracted from each colour, on the scale 0 to 255, in the order of <see cref="Colors"/>; empty where the graph normalises.</summary>
    public IReadOnlyList<float> Mean { get; init; } = [];

    /// <summary>Then divides each colour; empty where the graph normalises.</summary>
    public IReadOnlyList<float> Std { get; init; } = [];

    /// <summary>Whether black and white are exchanged, as for white on black; only for <see cref="ColorOrder.Grey"/>.</summary>
    public bool Inverted { get; init; }

    /// <summary>Numbers for each pixel: 1 for grey, otherwise 3.</summary>
    public int Channels => Colors == ColorOrder.Grey ? 1 : 3;

    /// <summary>Elements of one picture: width x height x <see cref="Channels"/>.</summary>
    public int Length => Width * Height * Channels;

    /// <summary>Bytes of the picture that the tensor is made from, which always has three colours.</summary>
    internal int PictureBytes => Width * Height * 3;

    internal float MeanOf(int color) => Mean.Count == 0 ? 0 : Mean[color];

    internal float StdOf(int color) => Std.Count == 0 ? 1 : Std[color];

    /// <summary>Dimensions for one picture, batch first.</summary>
    internal int[] Dimensions =>
        Layout == TensorLayout.Nhwc ? [1, Height, Width, Channels] : [1, Channels, Height, Width];
}

/// <summary>Type of one element of the input.</summary>
[SuppressMessage("Naming", "CA1720:Identifier contains type name", Justification = "A type is what it names.")]
public enum ElementType
{
    /// <summary>Bytes, 0 to 255, as decoded.</summary>
    UInt8,

    /// <summary>32-bit floating point.</summary>
    Float32,
}

/// <summary>Order of the input's dimensions.</summary>
public enum TensorLayout
{
    /// <summary>Batch, height, width, colour: the colours of a pixel stand together.</summary>
    Nhwc,

    /// <summary>Batch, colour, height, width: one plane a colour.</summary>
    Nchw,
}

/// <summary>Order of the input's colours.</summary>
public enum ColorOrder
{
    /// <summary>Red first.</summary>
    Rgb,

    /// <summary>Blue first.</summary>
    Bgr,

    /// <summary>One number a pixel: the luma of ITU-R BT.601.</summary>
    Grey,
}

/// <summary>How a photo of any shape becomes a picture of the model's shape.</summary>
public enum Geometry
{
    /// <summary>The whole photo, its sides stretched independently.</summary>
    Stretch,

    /// <summary>The largest centred part of the model's shape.</summary>
    CenterCrop,

    /// <summary>The whole photo in its own shape, centred on the background.</summary>
    Letterbox,

    /// <summary>The largest centred part of the model's shape on whole pixels, as Keras' <c>smart_resize</c> takes it.</summary>
    SmartResize,
}

/// <summary>How pixels are weighed when a photo is resized.</summary>
public enum ResizeFilter
{
    /// <summary>A triangle that grows with the reduction: Pillow's <c>BILINEAR</c>.</summary>
    BilinearAntialiased,

    /// <summary>A cubic with a = -0.5 that grows with the reduction: Pillow's <c>BICUBIC</c>.</summary>
    Bicubic,

    /// <summary>The one pixel at the centre: Pillow's <c>NEAREST</c>.</summary>
    Nearest,

    /// <summary>
    /// The two pixels beside the centre, at any reduction: TensorFlow's <c>resize</c>, OpenCV's <c>INTER_LINEAR</c> and
    /// PyTorch's <c>bilinear</c> without antialiasing.
    /// </summary>
    Bilinear,
}

/// <summary>How logits become scores where the graph has no output of probabilities.</summary>
public enum Activation
{
    /// <summary>Exponentials that sum to 1: one label a photo.</summary>
    Softmax,

    /// <summary>Each label on its own, 0 to 1.</summary>
    Sigmoid,

    /// <summary>The output as it is.</summary>
    None,
}
