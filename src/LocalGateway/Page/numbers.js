/** 1234567 as "1.2 MB". */
export function bytes(count) {
  if (count < 1000) return `${count} bytes`;
  if (count < 1e6) return `${Math.round(count / 1e3)} kB`;
  return `${(count / 1e6).toFixed(1)} MB`;
}

export const percent = (score) => `${(100 * score).toFixed(1)} %`;

export const milliseconds = (value) => `${value < 10 ? value.toFixed(1) : Math.round(value)} ms`;
