using System.Text;
using ClothesClassification.Inference.Photos;
using SkiaSharp;

namespace ClothesClassification.Inference.Tests.Photos;

/// <summary>Formats are recognised by their bytes, those that are not decoded by name.</summary>
public sealed class PhotoFormatSnifferTests
{
    [Fact]
    public void Format_is_recognised_by_the_bytes_and_not_by_the_name()
    {
        var png = TestPhotos.Plain(SKEncodedImageFormat.Png, 8, 8, TestPhotos.Red);

        Assert.Equal(PhotoFormat.Png, PhotoFormatSniffer.Sniff(png));
    }

    [Theory]
    [InlineData("\0\0\0\u0018ftypheic", "HEIC")]
    [InlineData("\0\0\0\u0018ftypheix", "HEIC")]
    [InlineData("\0\0\0\u0018ftyphevc", "HEIC")]
    [InlineData("\0\0\0\u0018ftypmif1\0\0\0\0mif1heic", "HEIC")]
    [InlineData("\0\0\0\u001cftypmif1\0\0\0\0mif1avifmiaf", "AVIF")]
    [InlineData("\0\0\0\u0018ftypmif1", "HEIC")]
    [InlineData("\0\0\0\u0018ftypavif", "AVIF")]
    [InlineData("\0\0\0\u0018ftypavis", "AVIF")]
    [InlineData("\0\0\0\u0018ftypcrx \0\0\0\u0001", "Canon raw (CR3)")]
    [InlineData("\0\0\0\u0018ftypmp42", "MP4 video")]
    [InlineData("\0\0\0\u0018ftypisom", "MP4 video")]
    [InlineData("\0\0\0\u0014ftypqt  ", "QuickTime video")]
    [InlineData("\0\0\0\u0018ftypM4A ", "MP4 audio")]
    [InlineData("\0\0\0\u0018ftyp", "MP4 video")]
    [InlineData("\u001aE\u00df\u00a3\u0001", "WebM or Matroska video")]
    [InlineData("RIFF\0\0\0\0AVI LIST", "AVI video")]
    [InlineData("II*\0\u0008\0\0\0", "TIFF or camera raw")]
    [InlineData("MM\0*", "TIFF or camera raw")]
    [InlineData("II*\0\u0010\0\0\0CR\u0002\0", "Canon raw (CR2)")]
    [InlineData("FUJIFILMCCD-RAW 0201", "Fujifilm raw (RAF)")]
    [InlineData("IIU\0\u0018", "Panasonic raw (RW2)")]
    [InlineData("\u00ff\u000a\u00fa", "JPEG XL")]
    [InlineData("\0\0\0\u000cJXL \r\n\u0087\n", "JPEG XL")]
    [InlineData("\0\0\0\u000cjP  \r\n\u0087\n", "JPEG 2000")]
    [InlineData("\u00ff\u004f\u00ff\u0051", "JPEG 2000")]
    [InlineData("%PDF-1.7", "PDF")]
    [InlineData("<svg xmlns=", "SVG")]
    [InlineData("<?xml version=\"1.0\"?>\n<!-- drawn -->\n<svg>", "SVG")]
    [InlineData("\u00ef\u00bb\u00bf<?xml version=\"1.0\"?><svg>", "SVG")]
    [InlineData("<?xml version=\"1.0\"?><Error><Code>AccessDenied</Code></Error>", "XML")]
    [InlineData("<!doctype html>", "HTML")]
    [InlineData("\r\n<html><svg>", "HTML")]
    [InlineData("{\"url\": 1}", "JSON")]
    [InlineData("data:image/png;base64,", "a data: URL")]
    [InlineData("/9j/4AAQSkZJRg", "base64 text")]
    [InlineData("\0\0\u0001\0\u0001\0", "Windows icon")]
    [InlineData("8BPS", "Photoshop")]
    [InlineData("PK\u0003\u0004", "ZIP archive")]
    [InlineData("\u001f\u008b\u0008", "gzip")]
    [InlineData("hello", "plain text")]
    [InlineData("version https://git-lfs.github.com/spec/v1\noid sha256:", "plain text")]
    [InlineData("\u0001\u0002\u0003", "unknown")]
    [InlineData("\u00ff", "unknown")]
    public void Other_format_is_refused_by_name(string start, string name)
    {
        var error = Refusal(Encoding.Latin1.GetBytes(start));

        Assert.Equal(name, error.DetectedFormat);
        Assert.Equal("unsupported-format", error.Code);
        Assert.Equal(
            name == "unknown"
                ? "The photo's format is not supported: it is not recognised; send JPEG, PNG, WebP, GIF or BMP."
                : $"The photo's format is not supported: {name} cannot be read here; save the photo as an ordinary JPEG, PNG, WebP, GIF or BMP file, and send that.",
            error.Message
        );
    }

    [Fact]
    public void Text_may_be_cut_inside_of_a_character()
    {
        var text = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("Größe: äöü€ ", 200)));

        for (var length = 1; length < text.Length; length += 7)
            Assert.Equal("plain text", Refusal(text[..length]).DetectedFormat);
    }

    [Fact]
    public void Every_short_beginning_of_any_byte_is_refused_without_another_error()
    {
        for (var b = 0; b < 256; b++)
        {
            for (var length = 1; length < 12; length++)
                Refusal([.. Enumerable.Repeat((byte)b, length)]);
        }
    }

    private static UnsupportedPhotoFormatException Refusal(byte[] file) =>
        Assert.Throws<UnsupportedPhotoFormatException>(() => PhotoFormatSniffer.Sniff(file));
}
