// Measures what asks for a choice. Runs in a world of its own, which the page cannot reach; changes nothing.
// Takes the selectors of charte_banner.py and answers the fields of a banner event.
((selectors) => {
  'use strict';

  // Open shadow trees are searched too: a banner may live in one.
  function findAll(selector, root = document) {
    const found = [...root.querySelectorAll(selector)];
    if (root.shadowRoot) found.push(...findAll(selector, root.shadowRoot));
    for (const element of root.querySelectorAll('*')) {
      if (element.shadowRoot) found.push(...findAll(selector, element.shadowRoot));
    }
    return found;
  }

  function drawn(element) {
    const box = element.getBoundingClientRect();
    return box.width > 0 && box.height > 0 && element.checkVisibility({ opacityProperty: true, visibilityProperty: true });
  }

  function boxOf(element) {
    const { x, y, width, height } = element.getBoundingClientRect();
    const round = (number) => Math.round(number * 100) / 100;
    return { x: round(x), y: round(y), width: round(width), height: round(height) };
  }

  // Within the window and on top of everything else at its middle.
  function visible(element) {
    const box = element.getBoundingClientRect();
    const inside = box.top >= 0 && box.left >= 0 && box.bottom <= innerHeight && box.right <= innerWidth;
    if (!drawn(element) || !inside) return false;
    let top = document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2);
    while (top && top.shadowRoot) {
      const deeper = top.shadowRoot.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2);
      if (!deeper || deeper === top) break;
      top = deeper;
    }
    return top !== null && (element.contains(top) || element.getRootNode().host === top);
  }

  const canvas = new OffscreenCanvas(1, 1).getContext('2d', { willReadFrequently: true });
  function rgba(colour) {
    canvas.clearRect(0, 0, 1, 1);
    canvas.fillStyle = colour;
    canvas.fillRect(0, 0, 1, 1);
    const [red, green, blue, alpha] = canvas.getImageData(0, 0, 1, 1).data;
    return [red, green, blue, alpha / 255];
  }
  const over = ([r, g, b, a], [R, G, B]) => [r * a + R * (1 - a), g * a + G * (1 - a), b * a + B * (1 - a), 1];
  const parentOf = (element) => element.assignedSlot || element.parentElement || element.getRootNode().host || null;

  function background(element) {
    const layers = [];
    for (let at = element; at; at = parentOf(at)) {
      const layer = rgba(getComputedStyle(at).backgroundColor);
      if (layer[3] > 0) layers.push(layer);
      if (layer[3] === 1) break;
    }
    return layers.reduceRight((below, layer) => over(layer, below), [255, 255, 255, 1]);
  }

  // Relative luminance and contrast ratio as WCAG 2.2 defines them.
  function luminance([red, green, blue]) {
    const linear = (channel) => {
      const part = channel / 255;
      return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
    };
    return 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue);
  }
  function contrast(element) {
    const behind = background(element);
    const text = over(rgba(getComputedStyle(element).color), behind);
    const [light, dark] = [luminance(text), luminance(behind)].sort((a, b) => b - a);
    return Math.round(((light + 0.05) / (dark + 0.05)) * 100) / 100;
  }

  function labelOf(element) {
    const named = element.getAttribute('aria-label') || element.innerText || element.value || '';
    return named.trim().replace(/\s+/g, ' ').slice(0, 200);
  }
  function kindOf(element) {
    const tag = element.localName;
    if (tag === 'input') return `input[type=${element.type}]`;
    const role = element.getAttribute('role');
    return role && role !== tag ? `${tag}[role=${role}]` : tag;
  }
  function control(element) {
    const style = getComputedStyle(element);
    return {
      label: labelOf(element),
      element: kindOf(element),
      box: boxOf(element),
      font_size: parseFloat(style.fontSize),
      font_weight: parseInt(style.fontWeight, 10),
      contrast: contrast(element),
      visible: visible(element),
      clicks: 1, // it stands on the first layer: one click is all
    };
  }

  function ticked(root) {
    const boxes = findAll('input[type=checkbox]:checked, [role=switch][aria-checked=true]', root);
    return boxes
      .filter((box) => !box.disabled && box.getAttribute('aria-disabled') !== 'true')
      .map((box) => box.dataset.chartePurpose || box.name || box.value || labelOf(box));
  }

  const banner = findAll(selectors.banner).find(drawn);
  const links = findAll(selectors.open);
  const link = links.find(drawn);
  const controls = {};
  for (const [name, selector] of Object.entries(banner ? selectors.controls : {})) {
    const element = findAll(selector, banner).find(drawn);
    if (element) controls[name] = control(element);
  }
  return {
    viewport: { width: innerWidth, height: innerHeight },
    seen: banner !== undefined,
    controls,
    box: banner ? boxOf(banner) : null,
    text: banner ? banner.innerText.trim().slice(0, 4000) : '',
    boxes_ticked: banner ? ticked(banner) : [],
    withdraw_link: { seen: link !== undefined, label: link ? labelOf(link) : '' },
  };
})
