import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { clean, foldCase, isAbsolute, join, lookupKey, splitLast, volumeLength } from './path.ts';

// Rows without a reason are from the tables of Go's own tests (path/filepath/path_test.go and path_windows_test.go, 1.12).

describe('volume', () => {
  test.each([
    { path: 'c:/foo/bar', volume: 'c:' },
    { path: 'c:', volume: 'c:' },
    { path: '2:', volume: '' },
    { path: '', volume: '' },
    { path: '\\\\\\host', volume: '' },
    { path: '\\\\\\host\\share', volume: '' },
    { path: '\\\\host', volume: '' },
    { path: '\\\\host\\', volume: '' },
    { path: '//host/', volume: '' },
    { path: '\\\\host\\\\share', volume: '' },
    { path: '\\\\host\\share', volume: '\\\\host\\share' },
    { path: '//host/share/', volume: '//host/share' },
    { path: '\\\\host\\share\\\\foo\\\\\\bar', volume: '\\\\host\\share' },
    { path: '\\\\?\\Volume{g}\\x', volume: '\\\\?\\Volume{g}', why: 'a volume path reads as a share' },
    { path: '\\\\.\\pipe\\x', volume: '', why: 'a device is no share: its first part starts with a dot' },
    { path: '\\\\host\\.share', volume: '', why: 'no share starts with a dot' },
    { path: '\u00e9:\\x', volume: '', why: 'a drive is an ASCII letter' },
  ])('$path has $volume', ({ path, volume }) => {
    expect(path.slice(0, volumeLength(path))).toBe(volume);
  });
});

describe('absolute', () => {
  test.each([
    { path: 'C:\\', absolute: true },
    { path: 'c\\', absolute: false },
    { path: 'c::', absolute: false },
    { path: 'c:', absolute: false },
    { path: '/', absolute: false },
    { path: '\\Windows', absolute: false },
    { path: 'c:a\\b', absolute: false },
    { path: 'c:/a/b', absolute: true },
    { path: '\\\\host\\share\\foo', absolute: true },
    { path: '//host/share/foo/bar', absolute: true },
    { path: '\\\\host\\share', absolute: false, why: 'a bare share has no path behind it' },
    { path: 'NUL', absolute: true },
    { path: 'nul', absolute: true },
    { path: 'Com9', absolute: true },
    { path: 'com1', absolute: true },
    { path: 'con', absolute: true },
    { path: 'Prn', absolute: true },
    { path: 'aux', absolute: true },
    { path: 'lpt9', absolute: true },
    { path: 'conx', absolute: false },
    { path: 'LPT1', absolute: true },
    { path: 'com0', absolute: false, why: 'com1 to com9 only' },
    { path: 'nul.txt', absolute: false, why: 'Go compares the whole path, Windows would compare the stem' },
    { path: 'sub\\NUL', absolute: false, why: 'as above' },
  ])('$path: $absolute', ({ path, absolute }) => {
    expect(isAbsolute(path)).toBe(absolute);
  });
});

describe('clean', () => {
  test.each([
    { path: '', cleaned: '.' },
    { path: 'abc//def//ghi', cleaned: 'abc\\def\\ghi' },
    { path: 'abc/def/', cleaned: 'abc\\def' },
    { path: '/', cleaned: '\\' },
    { path: 'abc/./def', cleaned: 'abc\\def' },
    { path: 'abc/def/ghi/../jkl', cleaned: 'abc\\def\\jkl' },
    { path: 'abc/def/../../..', cleaned: '..' },
    { path: '/abc/def/../../..', cleaned: '\\' },
    { path: 'abc/./../def', cleaned: 'def' },
    { path: 'abc/../../././../def', cleaned: '..\\..\\def' },
    { path: 'c:', cleaned: 'c:.' },
    { path: 'c:\\', cleaned: 'c:\\' },
    { path: 'c:\\abc', cleaned: 'c:\\abc' },
    { path: 'c:abc\\..\\..\\.\\.\\..\\def', cleaned: 'c:..\\..\\def' },
    { path: 'c:\\abc\\def\\..\\..', cleaned: 'c:\\' },
    { path: 'c:\\..\\abc', cleaned: 'c:\\abc' },
    { path: 'c:..\\abc', cleaned: 'c:..\\abc' },
    { path: '\\\\i\\..\\c$', cleaned: '\\c$' },
    { path: '\\\\i\\..\\I\\c$', cleaned: '\\I\\c$' },
    { path: '\\\\host\\share\\foo\\..\\bar', cleaned: '\\\\host\\share\\bar' },
    { path: '//host/share/foo/../baz', cleaned: '\\\\host\\share\\baz' },
    { path: '\\\\a\\b\\..\\c', cleaned: '\\\\a\\b\\c' },
    { path: '\\\\a\\b', cleaned: '\\\\a\\b' },
    { path: '...\\x', cleaned: '...\\x', why: 'three dots are a name' },
    { path: '\\\\.\\pipe\\x', cleaned: '\\pipe\\x', why: 'which is why a pipe counts two backslashes' },
    { path: '.\\c:', cleaned: 'c:', why: 'Go 1.12 lets a drive appear here' },
  ])('$path is $cleaned', ({ path, cleaned }) => {
    expect(clean(path)).toBe(cleaned);
  });
});

describe('join', () => {
  test.each([
    { parts: [], joined: '' },
    { parts: ['', ''], joined: '' },
    { parts: ['directory', 'file'], joined: 'directory\\file' },
    { parts: ['C:\\Windows\\', 'System32'], joined: 'C:\\Windows\\System32' },
    { parts: ['C:\\Windows\\', ''], joined: 'C:\\Windows' },
    { parts: ['C:\\', 'Windows'], joined: 'C:\\Windows' },
    { parts: ['C:', 'a'], joined: 'C:a' },
    { parts: ['C:'], joined: 'C:.' },
    { parts: ['C:', ''], joined: 'C:.' },
    { parts: ['.', 'C:\\x'], joined: 'C:\\x', why: 'Go 1.12 lets a drive appear here' },
    { parts: ['C:', 'a', 'b'], joined: 'C:a\\b' },
    { parts: ['C:.', 'a'], joined: 'C:a' },
    { parts: ['C:a', 'b'], joined: 'C:a\\b' },
    { parts: ['\\\\host\\share', 'foo'], joined: '\\\\host\\share\\foo' },
    { parts: ['//host/share', 'foo/bar'], joined: '\\\\host\\share\\foo\\bar' },
    { parts: ['\\', ''], joined: '\\' },
    { parts: ['\\\\', 'a'], joined: '\\a' },
    { parts: ['\\', 'a', 'b'], joined: '\\a\\b' },
    { parts: ['\\', '\\\\a\\b', 'c'], joined: '\\a\\b\\c' },
    { parts: ['\\\\a', 'b', 'c'], joined: '\\a\\b\\c' },
    { parts: ['', 'a', '', 'b'], joined: 'a\\b', why: 'empty parts vanish' },
    { parts: ['\\', 'C:\\x'], joined: '\\C:\\x', why: 'no share appears where none was put in' },
  ])('$parts is $joined', ({ parts, joined }) => {
    expect(join(...parts)).toBe(joined);
  });
});

describe('split behind the last separator', () => {
  test.each([
    { path: '\\a\\b', folder: '\\a\\', name: 'b' },
    { path: '\\a\\b\\', folder: '\\a\\b\\', name: '' },
    { path: 'b', folder: '', name: 'b' },
    { path: 'c:b', folder: 'c:', name: 'b' },
    { path: '\\\\host\\share', folder: '\\\\host\\share', name: '' },
  ])('$path', ({ path, folder, name }) => {
    expect(splitLast(path)).toEqual({ folder, name });
  });
});

describe('names as Windows compares them', () => {
  test.each([
    { left: 'Win.JSON', right: 'wIN.json' },
    { left: 'sub/./x.json', right: 'SUB\\X.JSON' },
    { left: '\u00c9t\u00e9.json', right: '\u00e9T\u00c9.json' },
    { left: '\u1f80\u1fb3', right: '\u1f88\u1fbc' },
  ])('$left is $right', ({ left, right }) => {
    expect(lookupKey(left)).toBe(lookupKey(right));
  });

  test.each([
    { left: 'stra\u00dfe', right: 'strasse', why: 'only one character for one' },
    { left: 'a b', right: 'ab', why: 'blanks count' },
  ])('$left is not $right: $why', ({ left, right }) => {
    expect(foldCase(left)).not.toBe(foldCase(right));
  });
});

/** Go's `filepath.Clean`, from its documented rules: one pass over the characters, which may step back in its output. */
function cleanByTheRules(path: string): string {
  const volume = volumeByTheRules(path);
  const rest = path.slice(volume.length);
  const separated = (at: number): boolean => at >= rest.length || rest[at] === '/' || rest[at] === '\\';
  if (rest === '' && volume.length > 2) return volume.replaceAll('/', '\\');
  const rooted = rest !== '' && separated(0);
  let out = rooted ? '\\' : '';
  /** How much of the output no `..` may take back: the root, or leading `..` themselves. */
  let fixed = out.length;
  let at = 0;
  while (at < rest.length) {
    if (separated(at)) at += 1;
    else if (rest[at] === '.' && separated(at + 1)) at += 1;
    else if (rest[at] === '.' && rest[at + 1] === '.' && separated(at + 2)) {
      at += 2;
      if (out.length > fixed) out = out.slice(0, Math.max(fixed, out.lastIndexOf('\\')));
      else if (!rooted) {
        out += out === '' ? '..' : '\\..';
        fixed = out.length;
      }
    } else {
      if (out !== '' && !out.endsWith('\\')) out += '\\';
      while (!separated(at)) out += rest[at++];
    }
  }
  return (volume + (out === '' ? '.' : out)).replaceAll('/', '\\');
}

/** Go's `filepath.VolumeName`: `X:`, or two separators, a server, one separator, a share; neither starts with a dot. */
function volumeByTheRules(path: string): string {
  const letter = path.slice(0, 1).toLowerCase();
  if (path[1] === ':' && letter >= 'a' && letter <= 'z') return path.slice(0, 2);
  const [first, second, server = '', share = ''] = path.replaceAll('/', '\\').split('\\');
  const named = (part: string): boolean => part !== '' && !part.startsWith('.');
  const isShare = first === '' && second === '' && named(server) && named(share);
  return isShare ? path.slice(0, 2 + server.length + 1 + share.length) : '';
}

const awkwardPath = fc.string({ unit: fc.constantFrom('\\', '/', '.', '..', ':', 'C:', 'a', 'b', ' ', '?', '\n') });
const anyPath = fc.oneof(awkwardPath, fc.string({ unit: 'binary' }));
const component = fc.string({ unit: fc.constantFrom('a', 'B', '.', ' ', '\u00e9'), minLength: 1 });

describe('properties of paths', () => {
  test('clean does what the rules of Go say', () => {
    fc.assert(
      fc.property(anyPath, (path) => {
        expect(clean(path)).toBe(cleanByTheRules(path));
      }),
      { numRuns: 5000 },
    );
  });

  test('the volume is what the rules of Go say', () => {
    fc.assert(
      fc.property(anyPath, (path) => {
        expect(volumeLength(path)).toBe(volumeByTheRules(path).length);
      }),
      { numRuns: 5000 },
    );
  });

  test('clean again changes nothing, unless a drive has appeared', () => {
    fc.assert(
      fc.property(anyPath, (path) => {
        const cleaned = clean(path);
        fc.pre(volumeLength(cleaned) === volumeLength(path));
        expect(clean(cleaned)).toBe(cleaned);
      }),
      { numRuns: 2000 },
    );
  });

  test('clean leaves no .. under a root, and no / anywhere', () => {
    fc.assert(
      fc.property(fc.constantFrom('C:\\', '\\', '//host/share/'), anyPath, (root, path) => {
        const cleaned = clean(root + path);
        expect(cleaned.split('\\')).not.toContain('..');
        expect(cleaned).not.toContain('/');
      }),
      { numRuns: 2000 },
    );
  });

  test('names that are joined to a folder stay in it', () => {
    const names = fc.array(
      component.filter((name) => !/^\.{1,2}$/.test(name)),
      { minLength: 1 },
    );
    fc.assert(
      fc.property(fc.constantFrom('C:\\base', 'C:/base/', '\\\\host\\share\\base'), names, (base, parts) => {
        const folder = clean(base);
        expect(join(base, ...parts)).toBe([folder, ...parts].join('\\'));
        expect(join(base, parts.join('/'))).toBe([folder, ...parts].join('\\'));
      }),
    );
  });

  test('join is clean of the parts with a separator between, below a drive', () => {
    fc.assert(
      fc.property(fc.array(awkwardPath), (parts) => {
        expect(join('C:\\base', ...parts)).toBe(cleanByTheRules(['C:\\base', ...parts].join('\\')));
      }),
    );
  });

  test('no share appears from parts that are none', () => {
    fc.assert(
      fc.property(fc.array(awkwardPath, { minLength: 1 }), ([head = '', ...tail]) => {
        fc.pre(volumeLength(clean(head)) <= 2);
        fc.pre(head !== '' || tail.every((part) => volumeLength(clean(part)) <= 2));
        expect(volumeLength(join(head, ...tail))).toBeLessThanOrEqual(2);
      }),
      { numRuns: 2000 },
    );
  });

  test('the lookup key knows neither case nor the kind of separator', () => {
    const letters = fc.string({ unit: fc.constantFrom('a', 'B', 'z', '1', '\u00e9', '\u00c4', '\\', '.') });
    fc.assert(
      fc.property(letters, (path) => {
        expect(lookupKey(path.toUpperCase().replaceAll('\\', '/'))).toBe(lookupKey(path.toLowerCase()));
      }),
    );
  });
});
