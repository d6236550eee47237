// Draws the sample photos: dotnet run -c Release --project samples/Drawing [folder]
using ClothesClassification.Drawing;
using ClothesClassification.Drawing.Garments;

var folder = args.Length > 0 ? args[0] : Path.Combine("samples", "photos");
Directory.CreateDirectory(folder);
Parallel.ForEach(
    Wardrobe.All,
    picture =>
        File.WriteAllBytes(
            Path.Combine(folder, picture.FileName),
            PhotoFile.Encode(Studio.Photograph(picture), picture)
        )
);
