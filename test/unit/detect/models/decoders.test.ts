import assert from 'node:assert/strict';
import { models, valuesOf } from './read';

const decoder = (returned: string, step = '') => `import torch
import torch.nn as nn
class Decoder(nn.Module):
    def __init__(self, hid, attn):
        super().__init__()
        self.rnn = nn.GRUCell(hid, hid)
        self.proj = nn.Linear(hid + attn, hid)
    def forward_step(self, inp, hs, c):
        out, hs = self.rnn(torch.cat([inp, c]), hs)
        c, w = self.attn(out)
        dec = torch.cat([c, out], dim=1)
        dec = self.proj(dec)
${step}        return ${returned}
`;
const cells = (text: string) => models(text).map((config) => valuesOf(config).cell);

describe('a step that gives back its state beside an output', () => {
  it('feeds back what has the name of its state, and not the output', () => {
    assert.deepEqual(cells(decoder('dec, hs, c, w')), ['gru']);
  });

  it('feeds back what is made of the state, whatever its name, where none has it', () => {
    const text = `import torch
import torch.nn as nn
class Cell(nn.Module):
    def __init__(self, hid):
        super().__init__()
        self.proj = nn.Linear(hid, hid)
    def step(self, x, prev_h):
        h = torch.tanh(self.proj(prev_h) + x)
        return h, h
`;
    assert.deepEqual(cells(text), ['matrix']);
  });
});
