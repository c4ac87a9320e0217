/** Whether a version is at least another; what comes behind three numbers is not looked at. */
export function isAtLeast(version: string, least: string): boolean {
  const parts = numbersOf(version);
  for (const [index, wanted] of numbersOf(least).entries()) {
    const part = parts[index] ?? 0;
    if (part !== wanted) return part > wanted;
  }
  return true;
}

const numbersOf = (version: string): number[] => (version.match(/\d+/g) ?? []).slice(0, 3).map(Number);
