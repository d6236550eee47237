import { requestOf } from "./api.js";

const quoted = (text) => `'${text.replaceAll("'", `'\\''`)}'`;

/** The same request for a shell. The key stands as a variable: a copied command gives nothing away. */
export function curl(config, photo) {
  const { contentType } = requestOf(photo);
  const lines = ["curl " + quoted(location.origin + config.predictPath)];
  if (config.apiKeyRequired) lines.push('-H "x-api-key: $CLOTHES_API_KEY"');
  lines.push("-H " + quoted(`content-type: ${contentType}`));
  lines.push(
    photo.address !== undefined
      ? "-d " + quoted(JSON.stringify({ url: photo.address }))
      : "--data-binary " + quoted(`@${photo.sentName}`),
  );
  return lines.join(" \\\n  ");
}
