import { deltaNet } from './deltaNet';
import type { LinearFamily } from './family';
import { gatedDeltaNet } from './gatedDeltaNet';
import { gla } from './gla';
import { hgrn } from './hgrn';
import { kda } from './kda';
import { lru } from './lru';
import { mamba1 } from './mamba1';
import { mamba2 } from './mamba2';
import { mamba3 } from './mamba3';
import { minGru } from './minGru';
import { mlstm } from './mlstm';
import { lightning, retNet } from './retNet';
import { rgLru } from './rgLru';
import { rwkv4, rwkv5 } from './rwkv4';
import { rwkv6 } from './rwkv6';
import { rwkv7 } from './rwkv7';
import { s4d } from './s4d';
import { s5 } from './s5';
import { slstm } from './slstm';

/** Every family; where names are shared (`A_log`), the one that asks for more stands first. */
export const families: readonly LinearFamily[] = [
  mamba1,
  kda,
  gatedDeltaNet,
  mamba2,
  mamba3,
  rwkv4,
  rwkv5,
  rwkv6,
  rwkv7,
  rgLru,
  lru,
  s4d,
  s5,
  mlstm,
  slstm,
  gla,
  hgrn,
  deltaNet,
  minGru,
  retNet,
  lightning,
];
