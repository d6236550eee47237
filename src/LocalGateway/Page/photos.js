const sides = [2048, 1536, 1024, 768];

/**
 * The photo as it is, or where it is too large a smaller JPEG of it, turned upright. The model sees a small square in any
 * case, so nothing that it looks at is lost.
 * @returns {Promise<{blob: Blob, shrunkFrom: ?{bytes: number, width: number, height: number}, width, height}>}
 */
export async function fit(photo, limit) {
  if (photo.size <= limit) return { blob: photo, shrunkFrom: null };
  let bitmap;
  try {
    bitmap = await createImageBitmap(photo, { imageOrientation: "from-image" });
  } catch {
    throw new Error("too-large");
  }
  try {
    for (const side of sides) {
      const scale = Math.min(1, side / Math.max(bitmap.width, bitmap.height));
      const canvas = draw(bitmap, scale);
      const blob = await new Promise((resolve) => canvas.toBlob(resolve, "image/jpeg", 0.9));
      if (blob !== null && blob.size <= limit)
        return {
          blob,
          width: canvas.width,
          height: canvas.height,
          shrunkFrom: { bytes: photo.size, width: bitmap.width, height: bitmap.height },
        };
    }
  } finally {
    bitmap.close();
  }
  throw new Error("too-large");
}

function draw(bitmap, scale) {
  const canvas = document.createElement("canvas");
  canvas.width = Math.max(1, Math.round(bitmap.width * scale));
  canvas.height = Math.max(1, Math.round(bitmap.height * scale));
  const context = canvas.getContext("2d", { alpha: false });
  // JPEG has no transparency; the model sees white through it.
  context.fillStyle = "white";
  context.fillRect(0, 0, canvas.width, canvas.height);
  context.imageSmoothingQuality = "high";
  context.drawImage(bitmap, 0, 0, canvas.width, canvas.height);
  return canvas;
}
