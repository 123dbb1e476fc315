import type { AnalysisOptions } from './analysis';
import { confirmedGain } from './confirmedGain';
import { kernels } from './kernels/choose';
import type { Bounded, Kernels } from './kernels/kernels';
import { normOfPower } from './normOfPower';
import { activation } from './recurrence/activation';
import { verdictOfGain, type VerdictName } from './verdict';
import type { Checkpoint, Matrix } from './linalg/matrix';

