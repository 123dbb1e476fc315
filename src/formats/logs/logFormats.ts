import { kerasCsv, lightningCsv, plainCsv } from './csv';
import { espnet } from './espnet';
import { fairseq } from './fairseq';
import { icefall } from './icefall';
import { jsonDocument } from './jsonDocument';
import { jsonLines, mmengineJson } from './jsonLines';
import type { LogFormat } from './logFormat';
import { megatron } from './megatron';
import { mlflow } from './mlflow';
import { mmengineText } from './mmengine';
import { notebook } from './notebook';
import { printed, printedDict } from './printed';
import { sqlite } from './sqlite';
import { tfevents } from './tfevents';
import { trainerState } from './trainerState';
import { wandb } from './wandb';
import { wrappedLines } from './wrappedLines';

/** Logs for people, whose figures may come late. */
export const printedFormats: readonly LogFormat[] = [
  fairseq,
  espnet,
  megatron,
  mmengineText,
  icefall,
  printedDict,
  printed,
];

/** Every producer, the more particular before the more general. */
export const logFormats: readonly LogFormat[] = [
  wandb,
  sqlite,
  tfevents,
  trainerState,
  notebook,
  mmengineJson,
  wrappedLines,
  jsonDocument,
  jsonLines,
  ...printedFormats.filter((format) => format !== printed),
  mlflow,
  lightningCsv,
  kerasCsv,
  plainCsv,
  printed,
];
