import { describe, expect, it } from 'vitest';
import { languages } from '../../src/effects/load';

describe('the language of the notice', () => {
  it('is the page’s, then the same without its region, then the site’s own', () => {
    expect(languages('fr-CA', 'en')).toEqual(['fr-CA', 'fr', 'en']);
    expect(languages('fr', 'fr')).toEqual(['fr']);
    expect(languages('', 'fr')).toEqual(['fr']);
    expect(languages('', '')).toEqual([]);
  });
});
