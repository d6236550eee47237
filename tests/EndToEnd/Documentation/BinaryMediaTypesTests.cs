using System.Text.RegularExpressions;
using ClothesClassification.EndToEnd.Applied;

namespace ClothesClassification.EndToEnd.Documentation;

/// <summary>Both gateways and the API's documentation have one list; that AWS gets it, the tests of a deployment see.</summary>
public sealed partial class BinaryMediaTypesTests
{
    [Fact]
    public void Local_gateway_terraform_and_documentation_have_one_list()
    {
        var variables = Read("terraform/modules/api/variables.tf").Split("variable \"binary_media_types\"")[1];
        var paragraph = Read("docs/api.md")
            .Split("A REST API passes bytes on unchanged")[1]
            .Split("The format is detected")[0];

        Assert.Equal(Types(variables.Split("validation")[0]).Order(), BinaryMediaTypes.OfLocalGateway().Order());
        Assert.Equal(Types(paragraph).Order(), BinaryMediaTypes.OfLocalGateway().Order());
    }

    [Fact]
    public void What_senders_call_photos_is_on_it() =>
        Assert.Empty(
            ((string[])["image/jpg", "image/pjpeg", "image/x-png", "image/heic", "image/avif", "image/tiff"]).Except(
                BinaryMediaTypes.OfLocalGateway()
            )
        );

    private static HashSet<string> Types(string text) =>
        [.. MediaType().Matches(text).Select(match => match.Groups[1].Value)];

    private static string Read(string file) => File.ReadAllText(Path.Combine(SharedData.RepositoryRoot, file));

    [GeneratedRegex("[`\"]([a-z]+/[a-z0-9.+-]+)[`\"]")]
    private static partial Regex MediaType();
}
