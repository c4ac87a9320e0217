import { describe, expect, it } from 'vitest';
import { madeResult } from '../result/result.fixture.ts';
import { html } from './markup.ts';
import { reportOf } from './report.ts';

describe('a report', () => {
  const page = reportOf(
    madeResult({
      profile: 'step:50,100/5s',
      ending: (index) => (index % 10 === 0 ? 'overloaded' : 'composed'),
      remarks: ['something to know'],
    }),
  );

  it('loads nothing, from nowhere', () => {
    expect(page).not.toMatch(/\b(src|href|url|import)\b\s*[=(]/i);
    expect(page).not.toMatch(/https?:\/\//);
    expect(page).toContain('default-src &#39;none&#39;');
  });

  it('has figures, pictures with a description each, the same as tables, and how it was made', () => {
    for (const text of [
      'something to know',
      'errors of 750',
      'overloaded',
      'step:50,100/5s',
      'v24.0.0',
      '50/s',
      '100/s',
    ]) {
      expect(page, text).toContain(text);
    }
    const pictures = page.match(/role="img" aria-label="[^"]{20,}"/g);
    expect(pictures).toHaveLength(4);
    expect(page.match(/<table>/g)).toHaveLength(2);
    expect(page).not.toMatch(/NaN|Infinity|undefined|\bnull\b(?!\))/);
  });

  it('is sound where nothing was measured', () => {
    const empty = reportOf({ ...madeResult(), ...nothing });
    expect(empty).not.toMatch(/NaN|Infinity|undefined/);
  });

  it('shows what it is given, whatever stands in it, as text', () => {
    const hostile = '"><script>alert(1)</script>';
    expect(reportOf(madeResult({ system: hostile }))).not.toContain(hostile);
  });

  it('is small, also of a long run', () => {
    expect(reportOf(madeResult({ profile: 'constant:1/1h' })).length).toBeLessThan(1_500_000);
  });
});

const nothing = {
  phases: [],
  samples: [],
  endings: [],
  parts: [],
};

it('markup escapes what is put in, and not what is markup', () => {
  const inner = html`<b>${'a & b'}</b>`;
  expect(html`<p title="${`"x"`}">${inner}${[inner]}${'<i>'}${7}</p>`.text).toBe(
    '<p title="&#34;x&#34;"><b>a &#38; b</b><b>a &#38; b</b>&#60;i&#62;7</p>',
  );
});
