/** The vectors that Python wrote: the law that both sides keep. */

import { readFileSync } from 'node:fs';
import type { Decision } from '../src/core/codec';
import type { Notice } from '../src/core/notice';

function read<Document>(name: string): Document {
  return JSON.parse(readFileSync(new URL(`../../vectors/${name}.json`, import.meta.url), 'utf8')) as Document;
}

export interface Fields {
  purposes: Record<string, boolean>;
  services: Record<string, boolean>;
  charter: string;
  day: number;
}

export interface Case {
  charter: string;
  cookie: string | null;
  at: string;
  gpc: boolean;
  in_force: boolean;
  ask: string[];
  verdicts: string[];
}

export interface Chosen {
  charter: string;
  at: string;
  yes: string[];
  no: string[];
  services: { yes: string[]; no: string[] };
  cookie: string;
  marks: Record<string, string>;
}

export const codec = read<{
  values: (Fields & { value: string })[];
  sealed: (Fields & { value: string })[];
  at: string;
  refused: { why: string; value: string; at?: string }[];
  too_large: Fields[];
}>('codec');

export const permission = read<{ notices: Record<string, Notice>; choices: Chosen[]; cases: Case[] }>('permission');

export const matching = read<{ names: string[]; matched: Record<string, string[]> }>('matching');

export function decisionOf(fields: Fields): Decision {
  return {
    purposes: new Map(Object.entries(fields.purposes)),
    services: new Map(Object.entries(fields.services)),
    charter: fields.charter,
    day: fields.day,
  };
}
