namespace ClothesClassification.Inference.Photos;

/// <summary>The formats that are decoded.</summary>
internal enum PhotoFormat
{
    /// <summary>JPEG: baseline and progressive; greyscale, colour and CMYK.</summary>
    Jpeg,

    /// <summary>PNG, 1 to 16 bits a channel. Of an animation, the default picture.</summary>
    Png,

    /// <summary>WebP, lossy and lossless. Of an animation, the first frame.</summary>
    WebP,

    /// <summary>GIF. Of an animation, the first frame.</summary>
    Gif,

    /// <summary>Windows bitmap.</summary>
    Bmp,
}
