namespace ClothesClassification.Inference.Tests.Photos;

/// <summary>Writes baseline JPEG files of one colour with any number of components.</summary>
internal static class HandmadeJpeg
{
    /// <summary>A picture without subsampling whose every pixel has the given component values.</summary>
    public static byte[] Plain(int width, int height, bool adobe, params byte[] components)
    {
        List<byte> file = [0xFF, 0xD8];
        if (adobe)
            Segment(file, 0xEE, [.. "Adobe"u8, 0, 100, 0, 0, 0, 0, 0]); // transform 0: no YCC
        Segment(file, 0xDB, [0, .. Enumerable.Repeat((byte)8, 64)]); // so that the quantised DC is the value less 128
        Segment(
            file,
            0xC0,
            [
                8,
                (byte)(height >> 8),
                (byte)height,
                (byte)(width >> 8),
                (byte)width,
                (byte)components.Length,
                .. components.SelectMany((_, i) => new byte[] { (byte)(i + 1), 0x11, 0 }),
            ]
        );
        // DC: categories 0 to 11, each a code of 4 bits that is the category. AC: end of block alone, the code 0.
        Segment(file, 0xC4, [0x00, 0, 0, 0, 12, .. new byte[12], .. Enumerable.Range(0, 12).Select(i => (byte)i)]);
        Segment(file, 0xC4, [0x10, 1, .. new byte[15], 0]);
        Segment(
            file,
            0xDA,
            [(byte)components.Length, .. components.SelectMany((_, i) => new byte[] { (byte)(i + 1), 0 }), 0, 63, 0]
        );
        file.AddRange(Scan(width, height, components));
        file.AddRange([0xFF, 0xD9]);
        return [.. file];
    }

    private static List<byte> Scan(int width, int height, byte[] components)
    {
        var bits = new List<bool>();
        var blocks = (width + 7) / 8 * ((height + 7) / 8);
        for (var block = 0; block < blocks; block++)
        {
            foreach (var component in components)
            {
                var difference = block == 0 ? component - 128 : 0;
                var category = difference == 0 ? 0 : (int)Math.Log2(Math.Abs(difference)) + 1;
                Append(bits, category, 4);
                Append(bits, difference < 0 ? difference + (1 << category) - 1 : difference, category);
                Append(bits, 0, 1);
            }
        }

        List<byte> bytes = [];
        for (var i = 0; i < bits.Count; i += 8)
        {
            var value = 0;
            for (var k = 0; k < 8; k++)
                value = (value << 1) | (i + k >= bits.Count || bits[i + k] ? 1 : 0);
            bytes.Add((byte)value);
            if (value == 0xFF)
                bytes.Add(0);
        }

        return bytes;
    }

    private static void Append(List<bool> bits, int value, int count)
    {
        for (var i = count - 1; i >= 0; i--)
            bits.Add(((value >> i) & 1) != 0);
    }

    private static void Segment(List<byte> file, byte marker, byte[] content)
    {
        var length = content.Length + 2;
        file.AddRange([0xFF, marker, (byte)(length >> 8), (byte)length]);
        file.AddRange(content);
    }
}
