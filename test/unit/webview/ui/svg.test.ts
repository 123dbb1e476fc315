import assert from 'node:assert/strict';
import { attributes, escape } from '../../../../src/present/plot/svgText';

describe('webview SVG text', () => {
  it('escapes markup, and replaces what XML forbids', () => {
    assert.equal(escape('<a b="c">&'), '&lt;a b=&quot;c&quot;&gt;&amp;');
    assert.equal(escape('a\u0000b\u001bc'), 'a\ufffdb\ufffdc');
    assert.equal(escape('\ud83d'), '\ufffd');
    assert.equal(escape('😀'), '😀');
  });

  it('writes attributes, leaving out those that are undefined', () => {
    assert.equal(attributes({ x: 1.23456, fill: '"', dash: undefined }), 'x="1.23" fill="&quot;"');
  });
});
