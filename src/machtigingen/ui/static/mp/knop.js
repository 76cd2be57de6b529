/* Submits a form as by a button that was pressed a while ago. Another may have taken its place meanwhile: one with the
   same name and value is as good. Says whether there was one. */
export function drukAlsnog(formulier, knop) {
  const zelfde = ({ name, value }) => name === knop.name && value === knop.value;
  const nu = !knop || knop.isConnected ? knop : [...formulier.elements].find(zelfde);
  if (knop && !nu) return false;
  formulier.requestSubmit(nu);
  return true;
}
