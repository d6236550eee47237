using ClothesClassification.Cli.Options;
using ClothesClassification.Cli.Training;

namespace ClothesClassification.Cli.Tests.Training;

public sealed class PhotoGroupsTests : IDisposable
{
    private readonly PhotoFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Names_that_differ_in_the_side_alone_belong_together()
    {
        var groups = PhotoGroups.Guess([
            "coat/coat12-front.jpg",
            "coat/coat12-back.png",
            "coat/coat12_Detail.jpg",
            "coat/coat13-front.jpg",
            "hat/coat12-front.jpg",
            "hat/new york back.jpg",
            "hat/new york front.jpg",
        ]);

        Assert.Equal(
            [
                ("coat/coat12-back.png", "coat/coat12"),
                ("coat/coat12-front.jpg", "coat/coat12"),
                ("coat/coat12_Detail.jpg", "coat/coat12"),
                ("hat/new york back.jpg", "hat/new york"),
                ("hat/new york front.jpg", "hat/new york"),
            ],
            groups.Groups.Select(g => (g.Key, g.Value)).Order()
        );
        Assert.Equal(
            "5 photos show 2 things from several sides, by their names such as coat/coat12-front.jpg: those of one thing are measured together. --groups says it otherwise.",
            groups.Note
        );
    }

    [Theory]
    // Numbers count photos as often as things.
    [InlineData("coat/IMG_0001.jpg", "coat/IMG_0002.jpg", "coat/2024-01-01.jpg", "coat/2024-01-02.jpg")]
    [InlineData("coat/coat (1).jpg", "coat/coat (2).jpg", "coat/coat-1.jpg", "coat/coat-2.jpg")]
    // A word that is all of a name, or a part of another word, is not a side.
    [InlineData("coat/front.jpg", "coat/back.jpg", "coat/redfront.jpg", "coat/redback.jpg")]
    [InlineData("front-1.jpg", "back-1.jpg")]
    public void Other_names_do_not(params string[] names)
    {
        var groups = PhotoGroups.Guess(names);

        Assert.Empty(groups.Groups);
        Assert.Null(groups.Note);
    }

    [Fact]
    public void More_photos_than_a_thing_has_sides_are_no_thing() =>
        Assert.Empty(
            PhotoGroups
                .Guess(
                    from side in new[] { "front", "back", "left", "right", "top", "bottom", "inside", "worn", "flat" }
                    select $"coat/photo-{side}.jpg"
                )
                .Groups
        );

    [Theory]
    [InlineData("photo,group\na/1.jpg,x\n\"a/2, b.jpg\",\" x\"\nb/3.jpg\n")]
    [InlineData("Group;Photo\nx;a\\1.jpg\n x ;a/2, b.jpg\n")]
    public void A_file_names_the_group_of_each_photo(string csv)
    {
        var path = folder.Add("groups.csv", System.Text.Encoding.UTF8.GetBytes(csv));

        var groups = PhotoGroups.Read(path, ["a/1.jpg", "a/2, b.jpg", "b/3.jpg"]);

        Assert.Null(groups.Note);
        Assert.Equal(["a/1.jpg", "a/2, b.jpg"], groups.Groups.Keys.Order());
        Assert.Equal(["x"], groups.Groups.Values.Select(g => g.Trim()).Distinct());
    }

    [Theory]
    [InlineData(
        "photo,group\na/1.jpg,x\na/9.jpg,x\n",
        ", line 3: there is no photo 'a/9.jpg'; name each by its path below the folder, such as 'a/1.jpg'."
    )]
    [InlineData("file,group\na/1.jpg,x\n", " has not the columns photo and group in its first line.")]
    [InlineData("photo\na/1.jpg\n", " has not the columns photo and group in its first line.")]
    [InlineData("", " has not the columns photo and group in its first line.")]
    public void A_file_that_is_none_is_named(string csv, string message)
    {
        var path = folder.Add("groups.csv", System.Text.Encoding.UTF8.GetBytes(csv));

        var error = Assert.Throws<UsageException>(() => PhotoGroups.Read(path, ["a/1.jpg"]));

        Assert.StartsWith(path + message, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_missing_file_is_named() =>
        Assert.StartsWith(
            "/nowhere.csv: ",
            Assert.Throws<UsageException>(() => PhotoGroups.Read("/nowhere.csv", ["a/1.jpg"])).Message,
            StringComparison.Ordinal
        );
}
