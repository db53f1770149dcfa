/** In place of what reads faces, until the user agreed to what Facet does. */
export function AgreeFirst() {
  return (
    <section class="card">
      <p>First read what Facet does with pictures of people, and agree. Until then it reads nothing.</p>
      <p>
        <a href="/src/welcome/index.html">See what Facet does</a>
      </p>
    </section>
  );
}
