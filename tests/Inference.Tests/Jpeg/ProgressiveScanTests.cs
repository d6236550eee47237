using ClothesClassification.Inference.Jpeg;
using ClothesClassification.Inference.Photos;
using ClothesClassification.Inference.Tests.Pixels;

namespace ClothesClassification.Inference.Tests.Jpeg;

/// <summary>Scans of AC coefficients, at their edges: what the writer put into files against what the decoder finds.</summary>
public sealed class ProgressiveScanTests
{
    private static readonly int[] Sides = [8, 4, 2, 1];

    // First coefficient, last one, the bits before, the lowest bit.
    private static readonly (int, int, int, int)[][] Scripts =
    [
        [(1, 63, 0, 0)],
        [(1, 5, 0, 2), (6, 63, 0, 2), (1, 63, 2, 1), (1, 63, 1, 0)],
        // The high band first; bands of one coefficient; bands that are refined apart.
        [(20, 63, 0, 1), (2, 19, 0, 0), (1, 1, 0, 1), (63, 63, 1, 0), (20, 62, 1, 0), (1, 1, 1, 0)],
        // Many bits, the first scan from a bit on at which look-ups might lose a value.
        [(1, 63, 0, 6), (1, 63, 6, 5), (1, 63, 5, 4), (1, 63, 4, 3), (1, 63, 3, 2), (1, 63, 2, 1), (1, 63, 1, 0)],
        // The same band again: nothing changes.
        [(1, 63, 0, 0), (1, 63, 0, 0), (3, 9, 0, 0)],
    ];

    public static TheoryData<int> ScriptNumbers => [.. Enumerable.Range(0, Scripts.Length)];

    [Theory]
    [MemberData(nameof(ScriptNumbers))]
    public void Blocks_of_any_density_are_decoded(int script)
    {
        using var decoder = new JpegDecoder();
        foreach (var percent in new[] { 0, 1, 5, 20, 60, 100 })
        {
            foreach (var tables in Enum.GetValues<TestHuffman.Shape>())
            {
                var jpeg = Sparse(new Noise(percent), percent) with
                {
                    Width = 91,
                    Height = 70,
                    AcScans = Scripts[script],
                    RestartInterval = 5 * (percent % 2),
                    Tables = tables,
                };
                foreach (var side in Sides)
                    JpegDecoderTests.Check(decoder, jpeg, side);
            }
        }
    }

    [Fact]
    public void Every_coefficient_may_have_a_scan_of_its_own()
    {
        using var decoder = new JpegDecoder();
        var jpeg = Sparse(new Noise(3), 30) with
        {
            Sampling = TestJpegs.Grey,
            AcScans = [.. Enumerable.Range(1, 63).Select(k => (k, k, 0, 0))],
        };
        foreach (var side in Sides)
            JpegDecoderTests.Check(decoder, jpeg, side);
    }

    // 183 x 183 blocks: more than the 32,767 that one run can stand for. Only some have AC, in the last row, too; all bits of
    // those in the middle of a run come behind the run's symbol.
    [Theory]
    [InlineData(0, 2)]
    [InlineData(1_000, 4)]
    public void Run_of_empty_blocks_goes_on_over_rows(int interval, int side)
    {
        const int Blocks = 183;
        using var decoder = new JpegDecoder();
        var jpeg = new TestJpeg
        {
            Sampling = TestJpegs.Grey,
            Width = (8 * Blocks) - 3,
            Height = (8 * Blocks) - 5,
            Quantization = 1,
            IsProgressive = true,
            RestartInterval = interval,
            AcScans = [(1, 63, 0, 1), (1, 63, 1, 0)],
            // Before the last block, none begins in the refining scan; those of the first scan are corrected.
            Coefficients = (_, block, k) =>
                k == 0 ? block % 50
                : block == (Blocks * Blocks) - 1 ? 1
                : block % 5_000 == 4_999 && k % 9 == 4 ? 3 - (k % 2)
                : 0,
        };

        JpegDecoderTests.Check(decoder, jpeg, side);
    }

    // A long run of zeros (ZRL) before a coefficient that begins, and one that is all there is before the band ends.
    [Theory]
    [InlineData(63)]
    [InlineData(40)]
    [InlineData(17)]
    public void Zeros_are_counted_without_the_coefficients_that_are_corrected(int last)
    {
        using var decoder = new JpegDecoder();
        var jpeg = Planned(
            (block, k) =>
                (block % 4) switch
                {
                    // Corrected ones between the zeros, and one that begins at the end of the run.
                    0 => k == last ? -1
                    : k % 3 == 0 && k < last ? 5
                    : 0,
                    // No history at all.
                    1 => k == last ? 1 : 0,
                    // History behind the last one that begins.
                    2 => k == 17 ? 1
                    : k > 40 ? -6
                    : 0,
                    _ => 0,
                }
        );
        foreach (var side in Sides)
            JpegDecoderTests.Check(decoder, jpeg, side);
    }

    // The reader holds 56 to 63 bits. 63 corrections are more, behind an end of block or a coefficient that begins.
    [Theory]
    [InlineData(64)]
    [InlineData(63)]
    [InlineData(62)]
    [InlineData(1)]
    public void More_corrections_may_follow_a_symbol_than_the_reader_holds(int beginning)
    {
        using var decoder = new JpegDecoder();
        var jpeg = Planned(
            (block, k) =>
                k == beginning ? 1
                : (block + k) % 2 == 0 ? 2 + (block % 2)
                : -2 - (k % 2)
        );

        JpegDecoderTests.Check(decoder, jpeg, 8);
        JpegDecoderTests.Check(decoder, jpeg, 4);
    }

    // A scan of another photo with the decoder's memory as the first one left it.
    [Fact]
    public void Nothing_is_left_of_the_photo_before()
    {
        using var decoder = new JpegDecoder();
        var (dense, sparse) = (Sparse(new Noise(1), 90), Sparse(new Noise(2), 3));
        foreach (var side in Sides)
        {
            JpegDecoderTests.Check(decoder, dense, side);
            JpegDecoderTests.Check(decoder, sparse, side);
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Symbol_that_a_refining_scan_cannot_have_is_refused(bool tooLarge)
    {
        using var decoder = new JpegDecoder();
        var jpeg = Planned((_, k) => k == 63 ? 1 : 0);
        var file = jpeg.Encode();
        // The last table is that of the refining scan: 16 zeros three times, 14 and a coefficient, an end of block.
        var table = file.AsSpan().LastIndexOf(new byte[] { 0xFF, 0xC4 });
        var symbols = file.AsSpan(table + 5 + 16, ((file[table + 2] << 8) | file[table + 3]) - 3 - 16);
        // A size of two bits, or a run that leaves no place for the coefficient.
        symbols[symbols.IndexOf((byte)0xE1)] = (byte)(tooLarge ? 0xE2 : 0xF1);

        Assert.IsType<CorruptPhotoException>(JpegHarness.Try(decoder, file, 8, new PhotoLimits()));
    }

    // 8, moved up by 13 bits, leaves nothing in 16: for the scans behind, it is still 0.
    [Fact]
    public void Value_of_which_no_bit_is_left_is_none()
    {
        using var decoder = new JpegDecoder();
        var file = Planned((_, k) => k == 63 ? 1 : 0).Encode();
        var large = (Planned((_, k) => k == 5 ? 8 : 0) with { AcScans = [(1, 63, 0, 0)] }).Encode();
        // From the second tables, those of AC, to the last scan, that of the last bits of DC.
        var scan = large[SecondTables(large)..large.AsSpan().LastIndexOf(new byte[] { 0xFF, 0xDA })];
        scan[scan.AsSpan().IndexOf(new byte[] { 0xFF, 0xDA }) + 9] = 13;
        var at = SecondTables(file);
        byte[] joined = [.. file[..at], .. scan, .. file[at..]];

        foreach (var side in Sides)
            Assert.Equal(JpegHarness.Decode(decoder, file, side), JpegHarness.Decode(decoder, joined, side));

        static int SecondTables(byte[] file)
        {
            byte[] tables = [0xFF, 0xC4];
            var first = file.AsSpan().IndexOf(tables) + 2;
            return first + file.AsSpan(first).IndexOf(tables);
        }
    }

    // Mostly small coefficients, of which that many are not 0.
    private static TestJpeg Sparse(Noise noise, int percent) =>
        new()
        {
            Quantization = 1,
            IsProgressive = true,
            Coefficients = (_, _, k) =>
                k == 0 ? noise.Between(-60, 60)
                : noise.Between(0, 99) >= percent ? 0
                : noise.Between(0, 9) == 0 ? noise.Between(-70, 70)
                : noise.Between(-4, 4),
        };

    private static TestJpeg Planned(Func<int, int, int> ac) =>
        new()
        {
            Sampling = TestJpegs.Grey,
            Width = 75,
            Height = 37,
            Quantization = 1,
            IsProgressive = true,
            AcScans = [(1, 63, 0, 1), (1, 63, 1, 0)],
            Coefficients = (_, block, k) => k == 0 ? block : ac(block, k),
        };
}
