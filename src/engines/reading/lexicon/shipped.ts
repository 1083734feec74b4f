import ar from './data/ar.json' with { type: 'json' };
import colours from './data/colours.json' with { type: 'json' };
import en from './data/en.json' with { type: 'json' };
import gu from './data/gu.json' with { type: 'json' };
import hi from './data/hi.json' with { type: 'json' };
import kn from './data/kn.json' with { type: 'json' };
import ml from './data/ml.json' with { type: 'json' };
import mr from './data/mr.json' with { type: 'json' };
import pa from './data/pa.json' with { type: 'json' };
import ta from './data/ta.json' with { type: 'json' };
import te from './data/te.json' with { type: 'json' };
import auto from './data/trades/auto.json' with { type: 'json' };
import chemicals from './data/trades/chemicals.json' with { type: 'json' };
import electrical from './data/trades/electrical.json' with { type: 'json' };
import food from './data/trades/food.json' with { type: 'json' };
import general from './data/trades/general.json' with { type: 'json' };
import homeCare from './data/trades/home-care.json' with { type: 'json' };
import packaging from './data/trades/packaging.json' with { type: 'json' };
import paint from './data/trades/paint.json' with { type: 'json' };
import pharma from './data/trades/pharma.json' with { type: 'json' };
import textile from './data/trades/textile.json' with { type: 'json' };
import works from './data/trades/works.json' with { type: 'json' };
import units from './data/units.json' with { type: 'json' };
import ur from './data/ur.json' with { type: 'json' };
import type { LexiconPatch } from '../types.ts';

/** The words that ship with the product, in the same form as a company's own. */
export const shippedWords = {
  languages: { en, hi, mr, gu, ar, ta, ml, te, kn, pa, ur },
  units,
  colours,
  sameThing: [...general, ...food, ...works, ...electrical, ...homeCare, ...paint, ...auto, ...textile, ...pharma, ...chemicals, ...packaging],
} satisfies LexiconPatch;
