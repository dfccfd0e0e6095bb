/** Name templates: `<WORD>` is letters, digits, `-`, `_`; `*` anything (docs/formats.md, 1). Never regular expressions. */

const WILDCARD = /<[A-Z][A-Z0-9_]*>|\*/;
const ANY = '*';
const WORD = '<W>';

/** How closely a template names what it names: an exact name above all, then more literal characters. */
export function closeness(template: string): number {
  const literals = template.split(new RegExp(WILDCARD, 'g')).join('');
  return literals === template ? Infinity : [...literals].length;
}

/** Whether the whole of `name` is an instance of `template`; time is bounded by their lengths' product. */
export function matches(template: string, name: string): boolean {
  const steps = stepsOf(template);
  let places = new Set([0]);
  for (const letter of name) {
    const after = new Set<number>();
    for (const place of places) {
      if (repeats(steps[place - 1], letter)) after.add(place);
      if (steps[place] === letter || repeats(steps[place], letter)) after.add(place + 1);
    }
    places = after;
  }
  return places.has(steps.length);
}

function repeats(step: string | undefined, letter: string): boolean {
  return step === ANY + ANY || (step === WORD && /[\w-]/.test(letter));
}

function stepsOf(template: string): string[] {
  const steps: string[] = [];
  for (let rest = template; rest; ) {
    const found = WILDCARD.exec(rest);
    steps.push(...rest.slice(0, found ? found.index : rest.length));
    if (found) steps.push(found[0] === ANY ? ANY + ANY : WORD);
    rest = found ? rest.slice(found.index + found[0].length) : '';
  }
  return steps;
}
