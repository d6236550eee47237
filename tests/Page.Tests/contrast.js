// Every visible text whose contrast with what is behind it is below WCAG 2.2 AA, and every control whose edge is below 3.
() => {
  const parse = (color) => {
    const numbers = color.match(/[\d.]+/g).map(Number);
    return numbers.length === 3 ? [...numbers, 1] : numbers;
  };
  const over = ([r, g, b, a], [R, G, B]) => [r * a + R * (1 - a), g * a + G * (1 - a), b * a + B * (1 - a)];
  const luminance = (rgb) => {
    const [r, g, b] = rgb.map((v) => {
      const c = v / 255;
      return c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const ratio = (a, b) => {
    const [x, y] = [luminance(a), luminance(b)].sort((p, q) => q - p);
    return (x + 0.05) / (y + 0.05);
  };
  const behind = (node) => {
    const layers = [];
    for (let at = node; at; at = at.parentElement) layers.push(parse(getComputedStyle(at).backgroundColor));
    return layers.reverse().reduce((below, layer) => over(layer, below), [255, 255, 255]);
  };
  const name = (node, text) => `${node.tagName.toLowerCase()}${node.className ? "." + node.className : ""} "${text.slice(0, 40)}"`;
  const bad = [];
  let checked = 0;
  const check = (node, text, color, least) => {
    const ground = behind(node);
    const found = ratio(over(parse(color), ground), ground);
    checked++;
    if (found < least) bad.push(`${name(node, text)}: ${found.toFixed(2)} < ${least}`);
  };
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const text = walker.currentNode.textContent.trim();
    const node = walker.currentNode.parentElement;
    if (text === "" || !node.checkVisibility() || node.closest("script, noscript, .visually-hidden, :disabled")) continue;
    const style = getComputedStyle(node);
    const size = parseFloat(style.fontSize);
    const large = size >= 24 || (size >= 18.66 && Number(style.fontWeight) >= 700);
    check(node, text, style.color, large ? 3 : 4.5);
  }
  for (const node of document.querySelectorAll("input, textarea, select")) {
    if (!node.checkVisibility() || node.disabled) continue;
    // A switch and a slider show no text.
    if (!["checkbox", "range"].includes(node.type)) check(node, node.value, getComputedStyle(node).color, 4.5);
    if (node.placeholder) check(node, node.placeholder, getComputedStyle(node, "::placeholder").color, 4.5);
    const ground = behind(node.parentElement);
    const edge = ratio(over(parse(getComputedStyle(node).borderTopColor), ground), ground);
    if (edge < 3) bad.push(`${name(node, node.id)} edge: ${edge.toFixed(2)} < 3`);
  }
  return [`checked ${checked}`, ...bad];
};
