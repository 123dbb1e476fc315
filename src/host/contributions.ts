import type { MonitorRules } from '../core/monitor/rules';
import type { Thresholds } from '../core/analysis';
import type { ActivationName } from '../core/recurrence/activation';
import type { TabId } from '../shared/tabs';

/** Every command of package.json, by short name. */
export const commands = {
  analyzeAtCursor: 'gradientLens.analyzeAtCursor',
  analyzeSelection: 'gradientLens.analyzeSelection',
  analyzeAll: 'gradientLens.analyzeAll',
  analyzeOutput: 'gradientLens.analyzeOutput',
  analyzeVariable: 'gradientLens.analyzeVariable',
  quickCheck: 'gradientLens.quickCheck',
  setHorizon: 'gradientLens.setHorizon',
  setActivation: 'gradientLens.setActivation',
  applyRemedyAtCursor: 'gradientLens.applyRemedyAtCursor',
  acceptPreview: 'gradientLens.acceptPreview',
  discardPreview: 'gradientLens.discardPreview',
  openCheckpoint: 'gradientLens.openCheckpoint',
  compareCheckpoint: 'gradientLens.compareCheckpoint',
  predict: 'gradientLens.predict',
  exportReport: 'gradientLens.exportReport',
  showLog: 'gradientLens.showLog',
  openMonitor: 'gradientLens.openMonitor',
  insertGradientLogger: 'gradientLens.insertGradientLogger',
  openWalkthrough: 'gradientLens.openWalkthrough',
  sampleMatrix: 'gradientLens.sampleMatrix',
  sampleCheckpoint: 'gradientLens.sampleCheckpoint',
  sampleLog: 'gradientLens.sampleLog',
  refresh: 'gradientLens.refresh',
  stopScan: 'gradientLens.stopScan',
  groupByRole: 'gradientLens.groupByRole',
  openRowPanel: 'gradientLens.openRowPanel',
  copyRow: 'gradientLens.copyRow',
  revealRow: 'gradientLens.revealRow',
  compareWithPrevious: 'gradientLens.compareWithPrevious',
  pin: 'gradientLens.pin',
  unpin: 'gradientLens.unpin',
  comparePinned: 'gradientLens.comparePinned',
} as const;

/** The views of the side bar. */
export const views = {
  findings: 'gradientLens.findings',
  runs: 'gradientLens.runs',
  pinned: 'gradientLens.pinned',
} as const;

/** The command of package.json that opens the panel at a tab: `gradientLens.showGrowth`. */
export function tabCommand(id: TabId): string {
  return `gradientLens.show${id.charAt(0).toUpperCase()}${id.slice(1)}`;
}

/** Commands that links, lenses and the status bar run with arguments; the palette does not list them. */
export const internalCommands = {
  openPanel: 'gradientLens.openPanel',
  copyFigures: 'gradientLens.copyFigures',
  listMatrices: 'gradientLens.listMatrices',
  ignoreMatrix: 'gradientLens.ignoreMatrix',
  explainRule: 'gradientLens.explainRule',
  applyRemedy: 'gradientLens.applyRemedy',
  showRemedyOutcome: 'gradientLens.showRemedyOutcome',
  openRow: 'gradientLens.openRow',
  scanOn: 'gradientLens.scanOn',
} as const;

/** Every setting of package.json with its type; the defaults live there alone. */
export interface Settings {
  'gradientLens.horizon': number;
  'gradientLens.activation': ActivationName;
  'gradientLens.thresholds': Thresholds;
  'gradientLens.languages': readonly string[];
  'gradientLens.codeLens.enabled': boolean;
  'gradientLens.diagnostics.level': 'warning' | 'information' | 'hint' | 'off';
  'gradientLens.ignore': readonly string[];
  'gradientLens.limits.size': number;
  'gradientLens.limits.fileSize': number;
  'gradientLens.monitor.rules': MonitorRules;
}

export const settingNames = [
  'gradientLens.horizon',
  'gradientLens.activation',
  'gradientLens.thresholds',
  'gradientLens.languages',
  'gradientLens.codeLens.enabled',
  'gradientLens.diagnostics.level',
  'gradientLens.ignore',
  'gradientLens.limits.size',
  'gradientLens.limits.fileSize',
  'gradientLens.monitor.rules',
] as const satisfies readonly (keyof Settings)[];

/** Context keys for `when` clauses. */
export const contextKeys = {
  matrixAtCursor: 'gradientLens.matrixAtCursor',
  hasMatrices: 'gradientLens.hasMatrices',
  scan: 'gradientLens.scan',
} as const;

/** The scheme of the text that a remedy would lead to; package.json names it in `when` clauses. */
export const previewScheme = 'gradient-lens-remedy';

/** The walkthrough of package.json, by its full name. */
export const walkthrough = 'gradient-lens.gradient-lens#firstMinute';

export const panelViewType = 'gradientLens.matrix';

/** The editor of checkpoints, for the endings that it opens by itself and for those that it only offers to open. */
export const checkpointViewType = 'gradientLens.checkpoint';
export const checkpointOptionViewType = 'gradientLens.checkpointOption';

/** Endings of checkpoints: those that the editor opens by itself, and those that it only offers to open. */
export const checkpointEndings = {
  default: ['npy', 'npz', 'safetensors'],
  option: [
    ...['pt', 'pth', 'ckpt', 'bin', 'onnx', 'h5', 'hdf5', 'keras', 'safetensors.index.json'],
    ...[
      'th',
      'jit',
      'ptl',
      'chkpt',
      'pt2',
      'torchscript',
      'tar',
      'model',
      'weights',
      'pkl',
      'pickle',
      'joblib',
      'pdparams',
    ],
    ...['mat', 'msgpack', 'gguf', 'tflite', 'index', 'pb', 'distcp', 'metadata'],
  ],
} as const;
/** The monitor as the editor of TensorBoard's files, and as a second one of every other log. */
export const monitorViewType = 'gradientLens.monitor';
export const monitorOptionViewType = 'gradientLens.monitorOption';
/** The runs of a folder. */
export const runsViewType = 'gradientLens.runs';
export const predictionViewType = 'gradientLens.prediction';
