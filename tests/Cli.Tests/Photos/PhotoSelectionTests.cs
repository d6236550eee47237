using System.Diagnostics;
using System.Net.Sockets;
using ClothesClassification.Cli.Photos;

namespace ClothesClassification.Cli.Tests.Photos;

public sealed class PhotoSelectionTests : IDisposable
{
    private readonly PhotoFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Folder_holds_photos_of_every_known_extension_in_any_case()
    {
        string[] names = ["1.jpg", "2.JPEG", "3.jpe", "4.Jfif", "5.png", "6.webp", "7.gif", "8.bmp", "a/9.DIB"];
        foreach (var name in names)
            folder.Add(name, [1]);

        var selection = PhotoSelection.Of(folder.Path);

        Assert.Equal(names, Names(selection));
        Assert.Null(selection.Skipped);
    }

    [Fact]
    public void What_a_folder_holds_beside_photos_is_counted()
    {
        foreach (var name in new[] { "a.jpg", "b.heic", "c/d.HEIC", "README", "jpg", ".DS_Store", "e.svg" })
            folder.Add(name, [1]);
        Directory.CreateSymbolicLink(Path.Combine(folder.Path, "c", "up"), folder.Path);

        var selection = PhotoSelection.Of(folder.Path);

        Assert.Equal(["a.jpg"], Names(selection));
        Assert.Equal(
            $"{folder.Path}: skipped 7 (2 .heic, 2 without extension, 1 .svg, 1 hidden, 1 link to a folder); photos are .jpg, .jpeg, .jpe, .jfif, .png, .webp, .gif, .bmp, .dib.",
            selection.Skipped
        );
    }

    [Fact]
    public void Pattern_is_searched_once_where_links_lead_in_a_circle()
    {
        folder.Add("a/b.jpg", [1]);
        folder.Add("a/c.txt", [1]);
        Directory.CreateSymbolicLink(Path.Combine(folder.Path, "a", "up"), folder.Path);

        var selection = PhotoSelection.Of($"{folder.Path}/**/*");

        Assert.Equal(["a/b.jpg"], Names(selection));
        Assert.Contains("skipped 2 (1 .txt, 1 link to a folder)", selection.Skipped, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("/**/*.jpg")]
    public void What_is_not_a_file_with_bytes_costs_its_own_line(string pattern)
    {
        Require.Linux();
        folder.Add("good.jpg", [1]);
        folder.Add("empty.jpg", []);
        folder.AddPipe("pipe.jpg");
        File.CreateSymbolicLink(Path.Combine(folder.Path, "device.jpg"), "/dev/zero");
        using var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        socket.Bind(new UnixDomainSocketEndPoint(Path.Combine(folder.Path, "socket.jpg")));

        var photos = PhotoSelection.Of(folder.Path + pattern).Photos.ToLookup(p => p.Kind);

        Assert.Equal(["good.jpg"], photos[PhotoKind.File].Select(Name));
        Assert.Equal(["device.jpg", "empty.jpg", "pipe.jpg", "socket.jpg"], photos[PhotoKind.Nothing].Select(Name));
        Assert.All(
            photos[PhotoKind.Nothing],
            p => Assert.Equal("The file is empty, or a pipe, socket or device.", p.Error)
        );
    }

    [Theory]
    [InlineData("")]
    [InlineData("/**/*.jpg")]
    public void Folder_that_cannot_be_listed_costs_its_own_line(string pattern)
    {
        Require.Linux();
        folder.Add("ok/1.jpg", [1]);
        // .NET can neither open nor delete what is not named in UTF-8.
        Shell("mkdir \"$(printf 'lost\\377')\"");

        var photos = PhotoSelection.Of(folder.Path + pattern).Photos;
        Shell("rmdir lost*");

        Assert.Equal(["lost\uFFFD", "ok/1.jpg"], photos.Select(Name));
        Assert.Equal("The folder's name is not UTF-8; rename it.", photos[0].Error);
    }

    [Fact]
    public void Folder_of_a_pattern_that_is_not_there_is_named()
    {
        var photo = Assert.Single(PhotoSelection.Of($"{folder.Path}/none/*.jpg").Photos);

        Assert.Equal((PhotoKind.Nothing, "No such folder."), (photo.Kind, photo.Error));
    }

    private void Shell(string command) =>
        Process.Start(new ProcessStartInfo("sh", ["-c", command]) { WorkingDirectory = folder.Path })!.WaitForExit();

    private string[] Names(PhotoSelection selection) => [.. selection.Photos.Select(Name)];

    private string Name(PhotoArgument photo) =>
        Path.GetRelativePath(folder.Path, photo.Name).Replace(Path.DirectorySeparatorChar, '/');
}
