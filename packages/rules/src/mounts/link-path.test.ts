import { describe, expect, test } from 'vitest';
import { linkInRoot, systemDriveFault } from './link-path.ts';

const volume = '\\\\?\\Volume{d2a1f3c4-0b1e-4a59-9c1d-5e6f7a8b9c0d}';

describe('the system drive: checked on nodes without LCOW', () => {
  test.each([
    { path: 'C:', message: 'No relative path specified in "C:"' },
    { path: 'z:', message: 'No relative path specified in "z:"' },
    { path: '":', message: 'No relative path specified in "\\":"', why: 'any one byte and a colon' },
    { path: 'D:\\x', message: 'The specified path is not on the system drive (C:)' },
    { path: 'd:/x', message: 'The specified path is not on the system drive (C:)' },
  ])('$path: $message', ({ path, message }) => {
    expect(systemDriveFault(path, false)).toEqual({
      code: 'invalid-parameter',
      words: { message, publicMessage: message },
    });
    expect(systemDriveFault(path, true)).toBeUndefined();
  });

  test.each([
    { path: 'C:\\x' },
    { path: 'c:/x' },
    { path: 'x' },
    { path: '' },
    { path: '\\x' },
    { path: '/etc/x' },
    { path: 'D:x', why: 'a drive without a separator is not absolute' },
    { path: '\\\\srv\\share\\x', why: 'a share has no drive' },
    { path: 'NUL', why: 'absolute, but without a drive' },
    { path: '\u00e9:', why: 'two bytes in front of the colon' },
  ])('$path is none of its business', ({ path }) => {
    expect(systemDriveFault(path, false)).toBeUndefined();
  });
});

describe('where a link is made, on a node without LCOW', () => {
  test.each([
    { path: 'C:\\ProgramData\\Docker\\secrets\\a', link: '\\ProgramData\\Docker\\secrets\\a' },
    { path: 'c:\\x', link: '\\x' },
    { path: 'C:/a/b', link: '\\a\\b' },
    { path: 'x', link: '\\x' },
    { path: 'x/y', link: '\\x\\y' },
    { path: '/etc/x', link: '\\etc\\x' },
    { path: '..\\..\\x', link: '\\x', why: 'clamped to the root' },
    { path: 'C:\\a\\..\\..\\x', link: '\\x' },
    { path: 'a//b\\.\\c', link: '\\a\\b\\c' },
    { path: 'a\\', link: '\\a' },
    { path: 'a\\.', link: '\\a' },
    { path: 'a b\\\u00e9', link: '\\a b\\\u00e9' },
    { path: 'D:x', link: '\\D:x', why: 'a name like any other' },
    { path: '\\\\srv\\share\\x', link: '\\srv\\share\\x', why: 'two characters less, be they a drive or not' },
    { path: 'aux', link: '\\x', why: 'a reserved name counts as absolute, so it loses two characters' },
    { path: 'C:\\', link: '\\' },
    { path: '', link: '\\' },
  ])('$path: $link', ({ path, link }) => {
    expect(linkInRoot(path, volume, false)).toBe(link);
    expect(linkInRoot(path, `${volume}\\`, false)).toBe(link);
  });
});

// What a node with LCOW does to drives follows from isDriveOrRoot in moby 19.03, pkg/symlink/fs_windows.go:
// a part that ends like a drive starts the path anew.
describe('where a link is made, on a node with LCOW', () => {
  test.each([
    { path: 'C:\\ProgramData\\x', link: '\\ProgramData\\x' },
    { path: 'D:\\k', link: '\\k', why: 'a drive in front is lost' },
    { path: 'D:\\a\\b', link: '\\a\\b' },
    { path: 'x\\y:\\z', link: '\\z', why: 'what stands before a part like a drive is lost too' },
    { path: 'x\\ay:\\z', link: '\\z' },
    { path: 'x\\1:\\z', link: '\\x\\1:\\z', why: 'only a letter and a colon read as one' },
    { path: 'x\\:\\z', link: '\\x\\:\\z' },
    { path: 'C:', link: '\\C:', why: 'the last part is no folder, so it stays' },
    { path: 'D:\\a\\C:', link: '\\a\\C:' },
    { path: 'C:\\', link: '\\', why: 'with a separator behind it is one' },
    { path: 'C:\\.', link: '\\' },
    { path: 'a\\D:/', link: '\\' },
    { path: 'D:x', link: '\\D:x' },
    { path: 'aux', link: '\\aux' },
    { path: '/run/secrets/a', link: '\\run\\secrets\\a' },
    { path: '\\\\srv\\share\\x', link: '\\srv\\share\\x' },
    { path: '..\\..\\x', link: '\\x' },
  ])('$path: $link', ({ path, link }) => {
    expect(linkInRoot(path, volume, true)).toBe(link);
  });
});

describe('a root that is a plain folder stays in front', () => {
  test.each([
    { baseFS: 'C:\\mnt\\x', link: 'C:\\mnt\\x\\a\\b' },
    { baseFS: 'C:/mnt/x/', link: 'C:\\mnt\\x\\a\\b' },
    { baseFS: '', link: '\\a\\b' },
  ])('$baseFS', ({ baseFS, link }) => {
    expect(linkInRoot('a/b', baseFS, true)).toBe(link);
  });
});
