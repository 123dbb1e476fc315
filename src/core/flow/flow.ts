import type { Gap } from './collapse';
import type { Formula, Quantity } from './formula';

/** A box of the drawing. Everything here is plain data: it crosses to a webview as it is. */
export interface FlowNode {
  readonly id: string;
  readonly role: 'input' | 'hidden' | 'output' | 'loss' | 'gap';
  /** What it stands for; `null` for a gap. */
  readonly quantity: Quantity | null;
  /** The places that a gap stands for. */
  readonly gap: Gap | null;
  /** Its place along the time or depth axis, in drawn columns from 0. */
  readonly column: number;
  /** ‖·‖₂ of its value; of the loss, the value itself; `null` for a gap. */
  readonly norm: number | null;
  /** log10 ‖∂L/∂·‖₂; `null` for an exact zero and for a gap. */
  readonly log10Gradient: number | null;
}

/** An arrow of the drawing: forward what is computed, backward the gradient. */
export interface FlowEdge {
  readonly id: string;
  readonly from: string;
  readonly to: string;
  readonly direction: 'forward' | 'backward';
  /** log10 of the norm of what arrives: the value (forward), the gradient (backward); `null` for an exact zero. */
  readonly log10: number | null;
  readonly formula: Formula;
}

/** The figures of one place, drawn or not. */
export interface FlowFigure {
  /** t or l, from 0. */
  readonly index: number;
  /** ‖h‖₂. */
  readonly norm: number;
  /** log10 ‖∂L/∂h‖₂, `null` for an exact zero. */
  readonly log10Gradient: number | null;
  /** log10 ‖∂L/∂x_t‖₂; `null` for an exact zero and where nothing enters. */
  readonly log10InputGradient: number | null;
}

/** A gradient's way through an unrolled cell or a stack of layers, exact. */
export interface Flow {
  readonly axis: 'time' | 'depth';
  /** Steps T or layers L. */
  readonly length: number;
  readonly nodes: readonly FlowNode[];
  readonly edges: readonly FlowEdge[];
  /** Every place from 0 to `length`, for the table. */
  readonly figures: readonly FlowFigure[];
  /** L = vᵀ·h at the end. */
  readonly loss: number;
  /** log10 of ‖∂L/∂h_0‖ over ‖∂L/∂h‖ at the end: what the whole way does to the gradient; `null` for an exact zero. */
  readonly log10Gain: number | null;
  /** log10 ‖∂L/∂·‖ of each weight, in the layout of the cell (weightHh, weightIh, …) or by layer (fc1.weight, …). */
  readonly weightGradients: readonly { readonly name: string; readonly log10: number | null }[];
}

/** A logarithm as plain data: JSON and people know no −Infinity. */
export const finite = (log10: number): number | null => (log10 === -Infinity ? null : log10);
